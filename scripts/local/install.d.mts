export function requireNode(file: string): void
export function installScalar(options?: { target?: string; registry?: string }): boolean
export function readSecret(name: string): string | undefined
