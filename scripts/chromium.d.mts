export function isProgram(path: string): boolean;
export function findChromium(): string | undefined;
export function chromiumPath(): string;
