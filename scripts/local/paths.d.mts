export const root: string
export const stateFolder: string
export const credentialsFile: string
export function localSetting(name: string, file?: string): string | undefined
export function localPort(file?: string): number
export const node: string
export const wrangler: string
export const children: NodeJS.ProcessEnv
export const generateLock: string
export const stateLock: string
