import type { CloudflareAccount } from './cloudflare-account.mjs'

export function configBundle(folder: string): string
export function openAgency(
  folder: string,
  config: { code: string; migrations?: string[]; migrate?: (account: CloudflareAccount) => Promise<void> },
): Promise<{ account: CloudflareAccount; url: string; config: string; key: string; peppers: string; encryptionKeys: string }>
