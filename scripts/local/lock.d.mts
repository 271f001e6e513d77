export function lock(file: string, options?: { report?: (text: string) => void }): Promise<() => void>
export function withLock<T>(file: string, work: () => T | Promise<T>): Promise<T>
