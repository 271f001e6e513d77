import type { LoggedError } from './server-errors.mjs'

export function whoRuns(file?: string): Promise<{ processId: number; baseUrl: string; startedAt: number } | null>
export function isFree(port: number): Promise<boolean>
export function requireAlone(port: number): Promise<void>
export function migrate(): void
export function serve(
  port: number,
  options?: { onError?: (error: LoggedError) => void },
): Promise<{ baseUrl: string; stop(): Promise<void> }>
export function untilUp(
  baseUrl: string,
  options: { fault(): Promise<string | null> | string | null; output(): string; patienceMs?: number },
): Promise<void>
export function buildFault(log: string): string
interface Running {
  baseUrl: string
  exit: Promise<number | null>
  output(): string
}
export function serveUntilStopped(
  running: Running,
  options: { start(): Promise<Running>; isStopping(): boolean; report(text: string): void },
): Promise<void>
