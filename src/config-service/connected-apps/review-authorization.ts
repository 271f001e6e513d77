import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { listConnectableProjects } from '../db/connected-apps.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { timestampOrNull } from '../http/timestamp.ts'
import { requireMaker } from '../keys/kinship.ts'
import { checkAuthorizationRequest, refusedAt } from './authorization-request.ts'
import { issuerOf, resourceOf } from './issuer.ts'
import { targetOfRedirect } from './redirect-uri.ts'
import { requireSession } from './session.ts'

const MOST_PROJECTS = 500

export class ReviewAuthorization extends Route(routes.reviewAuthorization) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    requireSession(actor)
    const issuer = issuerOf(services.environment, c.req.url)
    const checked = await checkAuthorizationRequest(services, actor, this.input.body, issuer)
    const { client, redirectUri, resource } = checked
    const found = await listConnectableProjects(
      services.db,
      actor,
      resource === resourceOf(issuer, { workerUrl: null }) ? null : resource,
      MOST_PROJECTS + 1,
    )
    const isOurs = resource === resourceOf(issuer, { workerUrl: null }) || found.length > 0
    const refusal =
      checked.refusal ??
      (isOurs ? null : { error: 'invalid_target', description: 'resource is not an MCP endpoint of this platform that you can use.' })
    const target = targetOfRedirect(redirectUri)
    return this.reply(200, {
      client_id: client.id,
      client_name: client.name,
      client_source: client.source,
      redirect_host: target.host,
      redirect_kind: target.kind,
      scopes: checked.scopes.filter((scope) => actor.scopes.includes(scope)),
      projects: found.slice(0, MOST_PROJECTS),
      truncated: found.length > MOST_PROJECTS,
      latest_expiry: timestampOrNull((await requireMaker(services.db, actor)).expiresAt),
      refusal: refusal === null ? null : { ...refusal, redirect_to: refusedAt(checked, refusal.error, refusal.description) },
    })
  }
}
