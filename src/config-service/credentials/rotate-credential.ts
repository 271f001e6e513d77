import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import type { ProviderAdapter } from '../../providers/provider.ts'
import { AppError } from '../../shared/errors.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { seal } from './envelope.ts'
import { hintsOf, requireFields } from './fields.ts'
import { requireProvider } from './provider.ts'
import { requireCredential } from './require-credential.ts'
import { ownerOfCredential } from './secrets.ts'
import { showCredential } from './show-credential.ts'
import { verifyWithProvider } from './verify.ts'
import { type CredentialRow, replaceCredential } from '../db/credentials.ts'
import { findInstance } from '../db/instances.ts'
import type { StoredVerification } from '../db/schema.ts'
import { auditActor, etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv, Services } from '../services.ts'

export class RotateCredential extends Route(routes.rotateCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const before = await requireCredential(services, actor, params.credential_id, 'admin')
    const { adapter } = requireProvider((await findInstance(services.db, before.instanceId))!, before.provider)
    requireFields(adapter, body.fields)
    const verification = body.verify_first ? await requireAccepted(services, adapter, body.fields, before) : null

    const version = before.version + 1
    const sealed = await seal(ownerOfCredential({ ...before, version }), body.fields, services.environment.KEY_ENCRYPTION_KEYS)
    const row = { ...before, ...sealed, version, hints: hintsOf(body.fields), verification, updatedAt: services.clock() }
    await applyChange(services, {
      organizationId: row.organizationId,
      actor: auditActor(c),
      guards: [raceGuard(sql`(SELECT version FROM credentials WHERE id = ${row.id})`, before.version)],
      statements: [replaceCredential(services.db, row, before.version)],
      audit: [
        {
          action: 'credential.rotate',
          targetKind: 'credential',
          targetId: row.id,
          instanceId: row.instanceId,
          before: showCredential(before),
          after: showCredential(row),
        },
      ],
      instanceIds: [row.instanceId],
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/credentials/${row.id}`,
    })
    return this.reply(200, showCredential(row), { ETag: etag(version) })
  }
}

async function requireAccepted(
  services: Services,
  adapter: ProviderAdapter,
  fields: Record<string, string>,
  row: CredentialRow,
): Promise<StoredVerification> {
  const verification = await verifyWithProvider(adapter, fields, row.baseUrl, services)
  switch (verification.status) {
    case 'accepted':
      return verification
    case 'rejected':
      throw new AppError('provider_credential_rejected', {
        detail: `${adapter.name} did not take the new secrets: ${verification.detail} Nothing was stored.`,
      })
    case 'unreachable':
      throw new AppError('provider_error', { detail: `${adapter.name} could not be asked: ${verification.detail} Nothing was stored.` })
    case 'unsupported':
      throw new AppError('invalid_request', {
        detail: verification.detail,
        errors: [{ pointer: '/body/verify_first', message: 'can not be done with this provider' }],
      })
  }
}
