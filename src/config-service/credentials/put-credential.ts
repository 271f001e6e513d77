import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { conflict, raceGuard } from '../change/guards.ts'
import { findConnection, insertCredential, replaceCredential } from '../db/credentials.ts'
import { credentials } from '../db/schema.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { Route } from '../http/route.ts'
import { seal } from './envelope.ts'
import { cleanFields, hintsOf, requireFields, requireSomething } from './fields.ts'
import { requireOutboundUrl } from './outbound-url.ts'
import { addressOf, requireProviderFor } from './provider.ts'
import { renderCredential } from './render-credential.ts'
import { ownerOfCredential } from './secrets.ts'

/** The maximum number of connections of an instance. All of them are part of every snapshot, which each isolate holds in memory. */
const MOST_CONNECTIONS = 100
const tooMany = () => conflict('conflict', `An instance has ${MOST_CONNECTIONS} connections at most.`)

export class PutCredential extends Route(routes.putCredential) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'admin')
    const connection = params.provider
    const before = await findConnection(services.db, instance.id, connection)
    const provider = requireProviderFor(instance, connection, before, body.provider)
    const fields = cleanFields(body.fields ?? {})
    if (!provider.isCustom) requireSomething(provider.adapter)
    requireFields(provider.adapter, fields)
    const baseUrl = addressOf(provider, body.base_url ?? null)
    if (baseUrl !== null) requireOutboundUrl(services, baseUrl, '/body/base_url')

    const now = services.clock()
    const identity = {
      id: before?.id ?? newId('cred', services.clock),
      organizationId: instance.organizationId,
      instanceId: instance.id,
      version: (before?.version ?? 0) + 1,
    }
    const row = {
      ...identity,
      ...(await seal(ownerOfCredential(identity), fields, services.environment.KEY_ENCRYPTION_KEYS)),
      connection,
      adapter: provider.adapter.id === connection ? null : provider.adapter.id,
      baseUrl,
      hints: hintsOf(fields),
      verification: null,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    }
    await change(c, {
      target: { ...row, kind: 'credential' },
      creates: before === null,
      guards:
        before === null
          ? [{ holds: sql`(SELECT COUNT(*) FROM credentials WHERE instance_id = ${instance.id}) < ${MOST_CONNECTIONS}`, error: tooMany() }]
          : [raceGuard(credentials.version, before.id, before.version)],
      statements: [before === null ? insertCredential(services.db, row) : replaceCredential(services.db, row, before.version)],
      audit: {
        action: before === null ? 'credential.create' : 'credential.replace',
        before: before === null ? null : renderCredential(before),
        after: renderCredential(row),
      },
      conflicts: {
        'credentials.instance_id, credentials.provider': new AppError('conflict', {
          detail:
            'Another request stored this credential at the same moment, so nothing was changed. Read the credentials again, then repeat your change.',
        }),
      },
    })
    if (before !== null) return this.reply(200, renderCredential(row), { ETag: etag(row.version) })
    return this.reply(201, renderCredential(row), { ETag: etag(row.version), Location: `/config/v1/credentials/${row.id}` })
  }
}
