export function lock(file: string, options?: { report?: (text: string) => void }): Promise<() => void>
