import type { Context } from 'hono'
import { sql } from 'drizzle-orm'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { requireInstance } from '../http/access.ts'
import { applyChange, raceGuard } from '../change/change.ts'
import { seal } from './envelope.ts'
import { hintsOf, requireFields } from './fields.ts'
import { requireOutboundUrl } from './outbound-url.ts'
import { addressOf, requireProvider } from './provider.ts'
import { ownerOfCredential } from './secrets.ts'
import { showCredential } from './show-credential.ts'
import { findCredential, insertCredential, replaceCredential } from '../db/credentials.ts'
import { auditActor, etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import type { AppEnv } from '../services.ts'

export class PutCredential extends Route(routes.putCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'admin')
    const provider = requireProvider(instance, params.provider)
    requireFields(provider.adapter, body.fields)
    const baseUrl = addressOf(provider, body.base_url ?? null)
    if (baseUrl !== null) requireOutboundUrl(services, baseUrl, '/body/base_url')

    const before = await findCredential(services.db, instance.id, params.provider)
    const now = services.clock()
    const identity = {
      id: before?.id ?? newId('cred', services.clock),
      organizationId: instance.organizationId,
      instanceId: instance.id,
      version: (before?.version ?? 0) + 1,
    }
    const row = {
      ...identity,
      ...(await seal(ownerOfCredential(identity), body.fields, services.environment.KEY_ENCRYPTION_KEYS)),
      provider: params.provider,
      baseUrl,
      hints: hintsOf(body.fields),
      verification: null,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
    await applyChange(services, {
      organizationId: instance.organizationId,
      actor: auditActor(c),
      guards: before === null ? [] : [raceGuard(sql`(SELECT version FROM credentials WHERE id = ${before.id})`, before.version)],
      statements: [before === null ? insertCredential(services.db, row) : replaceCredential(services.db, row, before.version)],
      audit: [
        {
          action: before === null ? 'credential.create' : 'credential.replace',
          targetKind: 'credential',
          targetId: row.id,
          instanceId: instance.id,
          before: before === null ? null : showCredential(before),
          after: showCredential(row),
        },
      ],
      instanceIds: [instance.id],
      conflicts: {
        'credentials.instance_id, credentials.provider': new AppError('conflict', {
          detail: 'Somebody else has just set it. Look, and decide anew.',
        }),
      },
      idempotency: c.var.idempotency,
      resultPath: `/config/v1/credentials/${row.id}`,
    })
    if (before !== null) return this.reply(200, showCredential(row), { ETag: etag(row.version) })
    return this.reply(201, showCredential(row), { ETag: etag(row.version), Location: `/config/v1/credentials/${row.id}` })
  }
}
