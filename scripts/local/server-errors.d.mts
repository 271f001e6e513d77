export interface LoggedError {
  text: string
  of: string | null
}
export function errorReader(onError: (error: LoggedError) => void): (chunk: string) => void
export function sparingly(report: (text: string) => void, options?: { quietMs?: number; now?: () => number }): (error: LoggedError) => void
export function newestErrors(errors: readonly LoggedError[], most?: number): string
