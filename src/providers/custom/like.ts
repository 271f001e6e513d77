// Providers that use the protocol of a built-in provider. `like` names the adapter of the built-in provider; the definition has the
// address, the key and the models.
import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { findAdapter } from '../registry.ts'
import type { ProviderAdapter, ProviderContext } from '../provider.ts'
import { modelOf } from './models.ts'
import { auth, baseUrl, identifier, models, namedTwice } from './wire.ts'
import { closed, headers } from './wire-parts.ts'

/** The built-in providers that `like` cannot name, because they are not called with an address and a key alone. */
const NOT_LIKE: readonly string[] = ['sketch', 'workers-ai', 'vertex', 'bedrock']

export const likeDefinition = lazily(() =>
  closed({
    id: identifier(),
    name: z.string().min(1).max(100),
    like: z.string().max(40),
    base_url: baseUrl(),
    /** How the key is sent. If absent, the key is sent as the adapter named in `like` sends it. */
    auth: auth().optional(),
    headers: headers(),
    models: models(),
  }).superRefine((definition, context) => {
    const { like } = definition
    if (NOT_LIKE.includes(like) || findAdapter(like) === null)
      context.addIssue({ code: 'custom', path: ['like'], message: 'must be the id of a built-in provider with an address, such as openai' })
    for (const { path, message } of namedTwice(definition.models)) context.addIssue({ code: 'custom', path, message })
  }),
)
export type LikeDefinition = z.infer<ReturnType<typeof likeDefinition>>

/**
 * Returns the adapter of a definition with `like`: the built-in adapter that `like` names, but with the definition's id, name, address,
 * key and models.
 */
export function likeAdapter(definition: LikeDefinition): ProviderAdapter {
  const built = findAdapter(definition.like)!
  const { id, name, base_url: ownAddress } = definition
  const inside = (context: ProviderContext): ProviderContext => ({
    ...context,
    credential: { ...context.credential, baseUrl: context.credential.baseUrl ?? ownAddress },
    instead: { provider: name, headers: definition.headers, ...authorizeBy(definition) },
  })
  const { poll, cancel, verifyCallback, verifyCredential } = built
  const adapter: ProviderAdapter = {
    ...built,
    id,
    name,
    credentialFields: fieldsOf(definition, built),
    defaultBaseUrl: ownAddress,
    models: [],
    submit: (call, context) => built.submit(call, inside(context)),
  }
  if (poll !== undefined) adapter.poll = (handle, call, context) => poll(handle, call, inside(context))
  if (cancel !== undefined) adapter.cancel = (handle, context) => cancel(handle, inside(context))
  if (verifyCallback !== undefined) adapter.verifyCallback = (request, handle, context) => verifyCallback(request, handle, inside(context))
  if (verifyCredential !== undefined) adapter.verifyCredential = (context) => verifyCredential(inside(context))
  adapter.models = definition.models.flatMap((model) => {
    const offered = modelOf(adapter, model, ownAddress)
    return offered.capabilities.operations.length > 0 ? [offered] : []
  })
  return adapter
}

function fieldsOf({ auth: own }: LikeDefinition, { credentialFields }: ProviderAdapter): ProviderAdapter['credentialFields'] {
  if (own?.kind === 'none') return []
  return own === undefined ? credentialFields : [{ name: 'api_key', description: 'The key of the server', required: true }]
}

function authorizeBy({ auth: own }: LikeDefinition): Pick<NonNullable<ProviderContext['instead']>, 'authorize'> {
  if (own === undefined) return {}
  return {
    authorize: (fields) => {
      const key = fields['api_key']?.reveal() ?? ''
      if (own.kind === 'none') return {}
      return own.kind === 'bearer' ? { authorization: `Bearer ${key}` } : { [own.name]: `${own.prefix}${key}` }
    },
  }
}
