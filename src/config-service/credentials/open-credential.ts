import { BoundedCache } from '../../shared/bounded-cache.ts'
import type { ConnectionSubject, OpenCredentialRequest, OpenCredentialResult } from '../../shared/config-rpc.ts'
import { errorFields, log } from '../../shared/log.ts'
import { type CredentialRow, findConnection, providerOf } from '../db/credentials.ts'
import { findWebhook } from '../db/webhooks.ts'
import type { Services } from '../services.ts'
import { SealBroken } from './envelope.ts'
import { openCredentialRow, openWebhookRow } from './secrets.ts'

/**
 * Decrypts a secret for the data plane: the credential that a job needs, or the secrets that sign a webhook. A secret whose decryption
 * throws SealBroken counts as missing.
 */
export async function openCredential(
  services: Services,
  { instanceId, subject, epoch = null, requestId }: OpenCredentialRequest,
): Promise<OpenCredentialResult> {
  try {
    return subject.kind === 'provider'
      ? await openConnection(services, instanceId, subject, epoch)
      : await openWebhook(services, instanceId, subject)
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    log('error', 'secret_does_not_open', { request_id: requestId ?? undefined, instance_id: instanceId, ...errorFields(error) })
    return { ok: false, code: 'credential_missing' }
  }
}

/**
 * Encrypted credentials by instance and connection, with the epoch in which they were read. Every change of a credential raises the epoch,
 * so a cached row is valid for its epoch.
 */
const sealedRows = new BoundedCache<string, { epoch: number; row: CredentialRow }>(500)

async function openConnection(
  services: Services,
  instanceId: string,
  { provider: connection, calls = connection }: ConnectionSubject,
  epoch: number | null,
): Promise<OpenCredentialResult> {
  const cacheKey = `${instanceId}|${connection}`
  const known = sealedRows.get(cacheKey)
  if (known !== undefined && known.epoch === epoch && providerOf(known.row) === calls) {
    try {
      return await opened(services, known.row)
    } catch {
      // The cached row could not be decrypted, so the row is read again. A possible reason: the stored secret was re-wrapped with a new
      // key-encryption key, and the old key was removed. Re-wrapping does not raise the epoch, so the cache still has the old row.
    }
  }
  sealedRows.delete(cacheKey)
  const row = await findConnection(services.db, instanceId, connection)
  // A secret for one provider must never be sent to another.
  if (row === null || providerOf(row) !== calls) return { ok: false, code: 'credential_missing' }
  const result = await opened(services, row)
  if (epoch !== null) sealedRows.set(cacheKey, { epoch, row })
  return result
}

async function opened(services: Services, row: CredentialRow): Promise<OpenCredentialResult> {
  return { ok: true, credentialId: row.id, version: row.version, fields: await openCredentialRow(services, row), baseUrl: row.baseUrl }
}

async function openWebhook(
  services: Services,
  instanceId: string,
  { webhookId, projectId }: OpenCredentialRequest['subject'] & { kind: 'webhook' },
): Promise<OpenCredentialResult> {
  const row = await findWebhook(services.db, webhookId)
  // No secrets are returned in three cases: the webhook belongs to another instance, it is disabled, or it is limited to another project
  // than the event's.
  if (row === null || row.instanceId !== instanceId || row.status === 'disabled') return { ok: false, code: 'credential_missing' }
  if (row.projectId !== null && row.projectId !== projectId) return { ok: false, code: 'credential_missing' }
  return {
    ok: true,
    credentialId: row.id,
    version: row.secretVersion,
    fields: { ...(await openWebhookRow(services, row)) },
    baseUrl: row.url,
  }
}
