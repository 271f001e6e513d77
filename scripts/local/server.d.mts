export function whoRuns(file?: string): Promise<{ processId: number; baseUrl: string; startedAt: number } | null>
export function isFree(port: number): Promise<boolean>
export function requireAlone(port: number): Promise<void>
export function migrate(): void
export function serve(port: number): Promise<{ baseUrl: string; stop(): Promise<void> }>
