export interface SigningKey {
  jwk: JsonWebKey & { kid: string }
  /** Signs the given lines, followed by a line with the SHA-256 of the body in lower-case hex. Returns the signature in hex. */
  sign(lines: string[], body: Uint8Array<ArrayBuffer>): Promise<string>
}

const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Makes an Ed25519 key, a new one for each fake. */
export async function signingKey(kid: string): Promise<SigningKey> {
  const pair = (await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])) as CryptoKeyPair
  const jwk = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JsonWebKey
  return {
    jwk: { ...jwk, kid },
    async sign(lines, body) {
      const message = [...lines, hex(await crypto.subtle.digest('SHA-256', body))].join('\n')
      return hex(await crypto.subtle.sign({ name: 'Ed25519' }, pair.privateKey, new TextEncoder().encode(message)))
    },
  }
}
