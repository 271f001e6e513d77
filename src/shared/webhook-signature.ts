import { decodeBase64, encodeBase64 } from './base64.ts'
import { hmacSha256 } from './crypto.ts'

/** Makes a signing secret in the form that Standard Webhooks libraries expect: `whsec_` and 24 random bytes in base64. */
export function newWebhookSecret(): string {
  return `whsec_${encodeBase64(crypto.getRandomValues(new Uint8Array(24)))}`
}

/**
 * Returns the `webhook-signature` header of Standard Webhooks. The header has one `v1,…` signature per secret, so that the signatures of
 * both secrets are present during a rotation.
 */
export async function signWebhook(secrets: string[], id: string, timestampSeconds: number, body: string): Promise<string> {
  const signatures = secrets.map(async (secret) => {
    const key = decodeBase64(secret.replace(/^whsec_/, ''))
    if (key === null) throw new Error('a webhook secret is not base64')
    return `v1,${encodeBase64(await hmacSha256(key, `${id}.${timestampSeconds}.${body}`))}`
  })
  return (await Promise.all(signatures)).join(' ')
}
