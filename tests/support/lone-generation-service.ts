// The generation service alone. Its config service is a fake, because a real one does not give every response on request.
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { makeKey } from '../../src/auth/key-format.ts'
import { createGenerationApp } from '../../src/generation-service/app.ts'
import { throughBinding } from '../../src/generation-service/services.ts'
import type { ConfigRpc, LimitState, Principal, Snapshot, UsageRow } from '../../src/shared/config-rpc.ts'
import { newId } from '../../src/shared/ids.ts'
import { checkAnswer } from './contract-recorder.ts'
import { snapshotOf } from './snapshot.ts'

const clock = () => Date.now()
const app = createGenerationApp(throughBinding)

export interface LoneInstance {
  instanceId: string
  snapshot: Snapshot
  limits: LimitState[]
  usage: UsageRow[]
  /** Bindings of the deployment, in addition to the usual ones. */
  bindings: Record<string, unknown>
  /** Makes a project with a key. By default, the key has every scope. */
  project(scopes?: Principal['scopes']): LoneCaller
}
export interface LoneCaller {
  key: string
  principal: Principal
  /** Sends a request to a path below /v1, with the project's key unless the headers have another `authorization`. */
  call(path: string, init?: RequestInit): Promise<Response>
}

const callers = new Map<string, Principal>()
const instances = new Map<string, LoneInstance>()

const rpc: Partial<ConfigRpc> = {
  authenticate: async ({ token, projectId }) => {
    const principal = callers.get(token)
    if (principal === undefined) return { ok: false, code: 'invalid_key' }
    if (projectId !== null && projectId !== principal.projectId) return { ok: false, code: 'not_found' }
    return { ok: true, principal }
  },
  check: async ({ instanceId }) => ({ ok: true, epoch: instances.get(instanceId)!.snapshot.epoch }),
  snapshot: async ({ instanceId }) => instances.get(instanceId)?.snapshot ?? null,
  recall: async ({ instanceId }) => ({ kind: 'unknown', epoch: instances.get(instanceId)!.snapshot.epoch }),
  isDeleted: async () => false,
  limits: async ({ instanceId }) => instances.get(instanceId)!.limits,
  usage: async ({ instanceId }) => instances.get(instanceId)!.usage,
  record: async () => {},
}

export function loneInstance(changes: Partial<Snapshot['instance']> = {}): LoneInstance {
  const organizationId = newId('org', clock)
  const instanceId = newId('inst', clock)
  const instance: LoneInstance = {
    instanceId,
    limits: [],
    usage: [],
    bindings: {},
    snapshot: snapshotOf({ organizationId, instanceId, instance: changes }),
    project(scopes = ['read', 'generate', 'manage']) {
      const projectId = newId('proj', clock)
      instance.snapshot.projects[projectId] = { name: 'test', status: 'active', retentionDays: null }
      const principal: Principal = {
        keyId: newId('key', clock),
        keyKind: 'project',
        userId: null,
        organizationId,
        instanceId,
        projectId,
        scopes,
      }
      const key = makeKey()
      callers.set(key, principal)
      return {
        key,
        principal,
        call: (path, init = {}) =>
          callAlone(
            path,
            { ...init, headers: { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string> | undefined) } },
            instance.bindings,
          ),
      }
    },
  }
  instances.set(instanceId, instance)
  return instance
}

/** @param path a path below /v1, or a whole URL. */
export async function callAlone(path: string, init: RequestInit = {}, bindings: object = {}): Promise<Response> {
  const url = path.startsWith('http') ? path : `http://localhost/v1${path}`
  const request = new Request(url, init)
  const asked = new Request(url, { method: request.method, headers: request.headers })
  // The service writes the request log after the response, through `waitUntil` of this context. Nothing waits for that work, because no
  // test of the lone service reads the request log.
  return checkAnswer(asked, await app.fetch(request, { ...env, ...bindings, CONFIG: rpc }, createExecutionContext()))
}
