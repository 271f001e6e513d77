// An instance's settings for models. They are read and replaced as one set, so the pages for providers and for models share this code.
import type { components } from '../../../generated/config/types.ts'
import { useAfter } from '../parts/after.ts'
import { useVersionedSave } from '../parts/versioned-save.ts'
import { configApi } from './config.ts'
import { useVersioned, type Versioned } from './with-etag.ts'

type Schemas = components['schemas']
export type ModelSettings = Schemas['ModelSettings']

const PATH = '/instances/{instance_id}/models'
const read = (instanceId: string) => configApi.GET(PATH, { params: { path: { instance_id: instanceId } } })

export const useModelSettings = (instanceId: string) => useVersioned(['get', PATH, instanceId], () => read(instanceId))

/**
 * Returns what `useVersionedSave` returns, but with a different `save`. `save(change)` calls `change` with the settings that the form was
 * filled from. `change` returns the fields to change, and `save` stores them; the other fields stay. `save` returns null if somebody else
 * has saved in the meantime.
 */
export function useModelSettingsSave(instanceId: string, first: Versioned<ModelSettings>, done: string) {
  const saved = useVersionedSave<ModelSettings>({
    first,
    read: () => read(instanceId),
    after: useAfter({ done, invalidates: [PATH, '/instances/{instance_id}/providers', '/models'] }),
  })
  const save = (change: (now: ModelSettings) => Partial<ModelSettings>) => {
    const { updated_at: _, ...now } = saved.base
    return saved.save((etag) =>
      configApi.PUT(PATH, {
        params: { path: { instance_id: instanceId }, header: { 'If-Match': etag } },
        body: { ...now, ...change(saved.base) },
      }),
    )
  }
  return { ...saved, save }
}
