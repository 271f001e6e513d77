import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { Actor } from '../../auth/actor.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { change } from '../change/change.ts'
import { deleteOldGrants, insertGrant, keepClient } from '../db/connected-apps.ts'
import { findInstance } from '../db/instances.ts'
import { insertKey, instancesOfKey } from '../db/keys.ts'
import type { ProjectRow } from '../db/projects.ts'
import { requireProject } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { timestamp } from '../http/timestamp.ts'
import { boundedBy, makerLives, requireMaker } from '../keys/kinship.ts'
import { newKey } from '../keys/new-key.ts'
import { renderKey } from '../keys/render-key.ts'
import { requireKeyRoom } from '../keys/room.ts'
import { requireScopes } from '../keys/rules.ts'
import type { Services } from '../services.ts'
import { checkAuthorizationRequest, type CheckedRequest, refusedAt } from './authorization-request.ts'
import { DAY_MS, USED_CLIENT_MS } from './clients.ts'
import { issuerOf, resourceOf } from './issuer.ts'
import { targetOfRedirect, redirectWith } from './redirect-uri.ts'
import { requireSession } from './session.ts'
import { CODE_MS, newCode } from './tokens.ts'

export class DecideAuthorization extends Route(routes.decideAuthorization) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { body } = this.input
    const userId = requireSession(actor)
    const checked = await checkAuthorizationRequest(services, actor, body.request, issuerOf(services.environment, c.req.url))
    if (body.decision === 'deny')
      return this.reply(201, { redirect_to: refusedAt(checked, 'access_denied', 'The person has denied the access.'), key_id: null })
    if (checked.refusal !== null) throw new AppError('invalid_request', { detail: checked.refusal.description })
    const choice = requireChoice(body, checked)
    const project = await requireTarget(services, actor, choice.projectId, checked)
    requireScopes(actor, choice.scopes)
    const maker = await requireMaker(services.db, actor)
    await requireKeyRoom(services, { userId: null, projectId: project.id, instanceId: project.instanceId })

    const { client, redirectUri, state, issuer, codeChallenge, resource } = checked
    const now = services.clock()
    const { organizationId, instanceId, id: projectId } = project
    // The app gets tokens, which are checked against this key. Nobody gets the secret of the key itself.
    const { row: key } = await newKey(services, {
      kind: 'project',
      organizationId,
      instanceId,
      projectId,
      userId: null,
      name: client.name,
      scopes: choice.scopes,
      ...boundedBy(maker, {
        expiresAt: Math.min(now + choice.days * DAY_MS, maker.expiresAt ?? Number.POSITIVE_INFINITY),
        limits: [{ metric: 'cost_micros', window: choice.budget.window, limit: choice.budget.limit_micros }],
      }),
      createdBy: userId,
      app: { clientId: client.id, name: client.name, redirectHost: targetOfRedirect(redirectUri).host },
    })
    const { code, hash } = await newCode(services)
    const grant = {
      id: newId('grant', services.clock),
      organizationId,
      instanceId,
      projectId,
      userId,
      keyId: key.id,
      clientId: client.id,
      resource,
      scopes: choice.scopes,
      codeHash: hash,
      codeExpiresAt: now + CODE_MS,
      codeUsedAt: null,
      redirectUri,
      codeChallenge,
      refreshNumber: 0,
      refreshHash: null,
      createdAt: now,
    }
    await change(c, {
      target: { ...key, kind: 'key' },
      guards: [makerLives(maker, now)],
      statements: [
        insertKey(services.db, key),
        insertGrant(services.db, grant),
        keepClient(services.db, client, now + USED_CLIENT_MS),
        deleteOldGrants(now),
      ],
      audit: [
        { action: 'key.create', after: renderKey(key, now) },
        { action: 'app.connect', after: renderConnection(checked, choice.scopes) },
      ],
      affects: instancesOfKey(key),
      // If the stored response is lost, a repeat of this request gets an error, because no GET returns the code again.
      resultPath: null,
    })
    return this.reply(201, { redirect_to: redirectWith(redirectUri, { code, state, iss: issuer }), key_id: key.id })
  }
}

type Body = DecideAuthorization['input']['body']

/** Renders the app and what it may access, as the audit log shows them. */
function renderConnection({ client, redirectUri, resource }: CheckedRequest, scopes: string[]) {
  return {
    client_id: client.id,
    client_name: client.name,
    client_source: client.source,
    client_since: timestamp(client.createdAt),
    redirect_uris: client.redirectUris,
    redirect_uri: redirectUri,
    resource,
    scopes,
  }
}

function requireChoice({ project_id: projectId, scopes, budget, expires_in_days: days }: Body, { scopes: asked }: CheckedRequest) {
  const errors: FieldError[] = Object.entries({ project_id: projectId, scopes, budget, expires_in_days: days }).flatMap(([name, value]) =>
    value === undefined ? [{ pointer: `/body/${name}`, message: 'is needed to allow the access' }] : [],
  )
  const more = scopes?.filter((scope) => !asked.includes(scope)) ?? []
  if (more.length > 0) errors.push({ pointer: '/body/scopes', message: `the app has not asked for ${more.join(' and ')}` })
  if (projectId === undefined || scopes === undefined || budget === undefined || days === undefined || errors.length > 0)
    throw new AppError('invalid_request', { errors })
  return { projectId, scopes, budget, days }
}

/**
 * Returns the project. Throws if the actor may not make keys for the project, or if the MCP endpoint that the app asks for does not serve
 * the project.
 */
async function requireTarget(
  services: Services,
  actor: Actor,
  projectId: string,
  { resource, issuer }: CheckedRequest,
): Promise<ProjectRow> {
  const project = await requireProject(services, actor, projectId, 'developer')
  const instance = await findInstance(services.db, project.instanceId)
  if (instance === null) throw new AppError('not_found')
  if (resourceOf(issuer, instance) === resource) return project
  throw new AppError('invalid_request', {
    detail: `The app asks for ${resource}, which does not serve this project.`,
    errors: [{ pointer: '/body/project_id', message: `is served at ${resourceOf(issuer, instance)}` }],
  })
}
