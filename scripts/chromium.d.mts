export function isProgram(path: string): boolean;
export function chromiumPath(): string | undefined;
