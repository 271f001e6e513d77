export class CloudflareAccount {
  constructor(folder: string, config: { code: string; bindings: Record<string, string>; port: number; migrations: string[] })
  start(): Promise<void>
  stop(): Promise<void>
  get environment(): Record<string, string>
  own(owned: { database?: { uuid: string; name: string }; bucket?: string }): Promise<void>
}
