export class CloudflareAccount {
  constructor(
    folder: string,
    config: { code: string; bindings: Record<string, string>; own?: Record<string, string>; port: number; migrations: string[] },
  )
  start(): Promise<void>
  stop(): Promise<void>
  get environment(): Record<string, string>
  get contents(): { databases: string[]; buckets: string[]; workers: string[] }
  log: (line: string) => void
  portOf: (worker: string) => number | undefined
  listen(worker: string, port: number): void
  configure(bindings: Record<string, string>): Promise<void>
  own(owned: { database?: { uuid: string; name: string; local?: string }; bucket?: string }): Promise<void>
}
