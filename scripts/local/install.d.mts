export function requireNode(file: string): void
export function installScalar(options?: { target?: string; registry?: string }): boolean
export function readSecret(name: string): string | undefined
export function installAndBuild(): Promise<void>
export function installPackages(): Promise<void>
export function buildGuide(): void
export function createSecrets(): void
