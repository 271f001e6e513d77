// Decrypts the secrets in rows of CONFIG_DB. The fields that identify a secret (SecretOwner) are taken from its row.
import { AppError } from '../../shared/errors.ts'
import type { CredentialRow, SealedRow } from '../db/credentials.ts'
import type { WebhookRow } from '../db/webhooks.ts'
import type { Services } from '../services.ts'
import { open, SealBroken, type SecretOwner } from './envelope.ts'

export function ownerOfCredential(row: Pick<CredentialRow, 'id' | 'organizationId' | 'instanceId' | 'version'>): SecretOwner {
  return { organizationId: row.organizationId, instanceId: row.instanceId, credentialId: row.id, version: row.version }
}

export function ownerOfWebhook(row: Pick<WebhookRow, 'id' | 'organizationId' | 'instanceId' | 'secretVersion'>): SecretOwner {
  return { organizationId: row.organizationId, instanceId: row.instanceId, credentialId: row.id, version: row.secretVersion }
}

export function ownerOfSealed(row: SealedRow): SecretOwner {
  return { organizationId: row.organizationId, instanceId: row.instanceId, credentialId: row.id, version: row.version }
}

/** Returns a provider's secrets in plain text. Throws the same errors as `open`. */
export function openCredentialRow({ environment }: Services, row: CredentialRow): Promise<Record<string, string>> {
  return open(ownerOfCredential(row), row, environment.KEY_ENCRYPTION_KEYS)
}

/**
 * Returns a webhook's signing secrets in plain text: `current`, and `previous` during the grace period of a rotation. Throws the same
 * errors as `open`.
 */
export async function openWebhookRow({ environment, clock }: Services, row: WebhookRow): Promise<{ current: string; previous?: string }> {
  const fields = await open(ownerOfWebhook(row), row, environment.KEY_ENCRYPTION_KEYS)
  const inGrace = row.previousSecretUntil !== null && row.previousSecretUntil > clock()
  return { current: fields['current']!, ...(inGrace && fields['previous'] !== undefined ? { previous: fields['previous'] } : {}) }
}

/**
 * Returns the result of `opening`, which decrypts secrets. If it throws SealBroken, this function throws `conflict` with the advice to
 * store the secret again.
 */
export async function orConflict<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    throw new AppError('conflict', {
      detail:
        'The stored secret cannot be decrypted: it was changed in the database, or its encryption key is gone. Store the secret again.',
      cause: error,
    })
  }
}
