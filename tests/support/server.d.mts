export function startServer(
  folder: string,
  options?: { script?: string; port?: number },
): Promise<{ credentialsFile: string; log(): string; kill(): Promise<void>; stop(): Promise<void> }>
export function freePort(): Promise<number>
