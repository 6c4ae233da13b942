export function stampOf(root: string): { begin(): void; end(): void; isFresh(): boolean };
export function buildPages(): Promise<void>;
