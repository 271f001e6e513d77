// Makes a tenant for tests of the generation service: an instance with the sketch models, a project and the project's key. Functions of
// this file send requests with this key.
import type { Scope } from '../../src/shared/config-rpc.ts'
import { type Answer, call } from '../support/call.ts'
import { mintProject, mintProjectKey, mintTenant, replace, type TenantOptions } from '../support/tenant.ts'

export interface Place {
  adminKey: string
  adminId: string
  adminKeyId: string
  instanceId: string
  projectId: string
  /** The project's key. It has all scopes, unless the options of `mintPlace` name its scopes. */
  key: string
  keyId: string
  /** Sends a request such as `GET /generations`, below /v1, with the project's key. */
  ask(target: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Answer>
  generate(body: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Makes another project of the same instance, with its key. */
  project(scopes?: Scope[]): Promise<{ projectId: string; key: string }>
  setLimits(limits: unknown[]): Promise<void>
}

/** Returns `provider_options` that tell the sketch provider how to behave, for example to fail (src/providers/sketch/engine/options.ts). */
export function play(options: Record<string, unknown>): { provider_options: { sketch: Record<string, unknown> } } {
  return { provider_options: { sketch: options } }
}
/** The smallest picture that sketch draws, because these tests do not look at the picture. */
export const SMALL = { size: '64x64' }

const MODELS = {
  models: [
    { model: 'sketch-priced', enabled: true },
    { model: 'sketch-queued', enabled: true },
  ],
  aliases: [{ alias: 'house-style', model: 'sketch' }],
}

export async function mintPlace(settings: Record<string, unknown> = {}, options: TenantOptions = {}): Promise<Place> {
  const tenant = await mintTenant({ settings, models: MODELS, ...options })
  const { adminKey, adminId, adminKeyId, instanceId, projectId, projectKey: key, projectKeyId: keyId } = tenant
  return {
    adminKey,
    adminId,
    adminKeyId,
    instanceId,
    projectId,
    key,
    keyId,
    ask: (target, more) => call(target.replace(' ', ' /v1'), { key, ...more }),
    generate: (body, headers = {}) => call('POST /v1/generate', { key, body, headers }),
    project: async (scopes) => {
      const other = await mintProject({ instanceId, adminKey })
      return { projectId: other, key: (await mintProjectKey({ projectId: other, adminKey }, scopes === undefined ? {} : { scopes })).key }
    },
    setLimits: async (limits) => {
      await replace(`/instances/${instanceId}/limits`, { limits }, adminKey)
    },
  }
}
