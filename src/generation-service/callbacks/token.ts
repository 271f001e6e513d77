// The token in a callback URL. It names the generation, and its MAC proves that we issued the token.
import { equalTexts, hmacText } from '../../shared/crypto.ts'
import { isId } from '../../shared/ids.ts'
import { withoutEnd } from '../../shared/without-end.ts'

/** Format: `{generationId}.{mac}`. The MAC also covers the provider, so that a token for one provider is not valid for another. */
export async function callbackToken(signingKey: Uint8Array<ArrayBuffer>, provider: string, generationId: string): Promise<string> {
  return `${generationId}.${await mac(signingKey, provider, generationId)}`
}

/** Returns the URL for the provider's callback; `publicUrl` is `https://host`. */
export async function callbackUrl(
  signingKey: Uint8Array<ArrayBuffer>,
  publicUrl: string,
  provider: string,
  generationId: string,
): Promise<string> {
  return `${withoutEnd(publicUrl, /\//)}/v1/callbacks/${provider}/${await callbackToken(signingKey, provider, generationId)}`
}

/** Returns the generation that a valid token names; null if the token is not valid. */
export async function openCallbackToken(signingKey: Uint8Array<ArrayBuffer>, provider: string, token: string): Promise<string | null> {
  const [generationId, signature, ...rest] = token.split('.')
  if (generationId === undefined || signature === undefined || rest.length > 0 || !isId('gen', generationId)) return null
  return equalTexts(await mac(signingKey, provider, generationId), signature) ? generationId : null
}

function mac(signingKey: Uint8Array<ArrayBuffer>, provider: string, generationId: string): Promise<string> {
  return hmacText(signingKey, `callback|${provider}|${generationId}`)
}
