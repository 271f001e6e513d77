import { decodeBase64, encodeBase64 } from '../../shared/base64.ts'
import { joinBytes } from '../../shared/bytes.ts'
import { aesKey, keyOfVersion, utf8, type VersionedKeys } from '../../shared/crypto.ts'

/** The fields that identify a secret. Every ciphertext is bound to all of them, so it cannot be decrypted in another row. */
export interface SecretOwner {
  organizationId: string
  instanceId: string
  /** The id of the credential or webhook endpoint. */
  credentialId: string
  version: number
}

/**
 * A secret as it is stored. A random key, the data key, encrypts the fields of the secret. A key of KEY_ENCRYPTION_KEYS encrypts ("wraps")
 * the data key. All encryption is AES-256-GCM. Each stored text is base64 of a 12-byte nonce, the ciphertext and its 16-byte tag.
 */
export interface Envelope {
  /** The version of the key in KEY_ENCRYPTION_KEYS that wraps the data key. */
  kekVersion: number
  /** The wrapped data key. Each version of a secret has a data key of its own. */
  wrappedKey: string
  /** The ciphertexts, by field name. */
  fields: Record<string, string>
}

/**
 * A secret cannot be decrypted. Either its ciphertext was modified, moved to another row, or encrypted with another key; or the deployment
 * no longer has the key-encryption key.
 */
export class SealBroken extends Error {
  constructor(owner: SecretOwner, field: string, cause = 'changed, moved or of another key') {
    super(`the ${field} of ${owner.credentialId} version ${owner.version} does not open: ${cause}`)
    this.name = 'SealBroken'
  }
}

const NONCE_BYTES = 12
// Each ciphertext is bound to a name, so that it cannot be decrypted in place of another one. The ciphertext of a field is bound to the
// field's name, and an encrypted data key is bound to `DATA_KEY`. No field can have this name, because the contract allows only lower-case
// letters, digits and underscores in the names of fields.
const DATA_KEY = '$data_key'

export async function seal(owner: SecretOwner, fields: Record<string, string>, keks: VersionedKeys): Promise<Envelope> {
  const dataKey = crypto.getRandomValues(new Uint8Array(32))
  const sealed = await Promise.all(
    Object.entries(fields).map(async ([field, text]) => [field, await encrypt(dataKey, utf8(text), associatedData(owner, field))] as const),
  )
  return { ...(await wrap(owner, dataKey, keks)), fields: Object.fromEntries(sealed) }
}

/** Returns the secrets in plain text. Throws SealBroken if they cannot be decrypted. */
export async function open(owner: SecretOwner, envelope: Envelope, keks: VersionedKeys): Promise<Record<string, string>> {
  const dataKey = await unwrap(owner, envelope, keks)
  const opened = await Promise.all(
    Object.entries(envelope.fields).map(async ([field, ciphertext]) => {
      const bytes = await decrypt(dataKey, ciphertext, owner, field)
      return [field, new TextDecoder().decode(bytes)] as const
    }),
  )
  return Object.fromEntries(opened)
}

/**
 * Encrypts the envelope's data key with the newest key-encryption key. The secrets themselves are not decrypted. Throws SealBroken if the
 * data key cannot be decrypted.
 */
export async function rewrap(
  owner: SecretOwner,
  envelope: Envelope,
  keks: VersionedKeys,
): Promise<Pick<Envelope, 'kekVersion' | 'wrappedKey'>> {
  return wrap(owner, await unwrap(owner, envelope, keks), keks)
}

async function wrap(
  owner: SecretOwner,
  dataKey: Uint8Array<ArrayBuffer>,
  keks: VersionedKeys,
): Promise<Pick<Envelope, 'kekVersion' | 'wrappedKey'>> {
  const kek = keyOfVersion(keks, keks.current, 'KEY_ENCRYPTION_KEYS')
  return { kekVersion: keks.current, wrappedKey: await encrypt(kek, dataKey, associatedData(owner, DATA_KEY)) }
}

async function unwrap(owner: SecretOwner, { kekVersion, wrappedKey }: Envelope, { keys }: VersionedKeys): Promise<Uint8Array<ArrayBuffer>> {
  const kek = keys.get(kekVersion)
  if (kek === undefined) throw new SealBroken(owner, DATA_KEY, `KEY_ENCRYPTION_KEYS has no version ${kekVersion}`)
  return decrypt(kek, wrappedKey, owner, DATA_KEY)
}

function associatedData(owner: SecretOwner, field: string): Uint8Array<ArrayBuffer> {
  return utf8(['v1', owner.organizationId, owner.instanceId, owner.credentialId, field, owner.version].join('|'))
}

async function encrypt(
  key: Uint8Array<ArrayBuffer>,
  plain: Uint8Array<ArrayBuffer>,
  additionalData: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, await aesKey(key), plain))
  return encodeBase64(joinBytes([nonce, ciphertext]))
}

async function decrypt(key: Uint8Array<ArrayBuffer>, text: string, owner: SecretOwner, field: string): Promise<Uint8Array<ArrayBuffer>> {
  const joined = decodeBase64(text)
  if (joined === null || joined.byteLength < NONCE_BYTES) throw new SealBroken(owner, field)
  const iv = joined.slice(0, NONCE_BYTES)
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: associatedData(owner, field) }
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, await aesKey(key), joined.slice(NONCE_BYTES)))
  } catch {
    throw new SealBroken(owner, field)
  }
}
