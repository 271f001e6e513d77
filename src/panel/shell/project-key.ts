import type { Me } from '../api/session-state.ts'
import { useProjectKey } from '../api/session-state.ts'
import { router } from '../router.tsx'

/** Signs in with a project key, without loading a page; the key is held only in memory. */
export async function startWithProjectKey(key: string, owner: Me): Promise<void> {
  useProjectKey(key, owner)
  await router.navigate({ to: '/' as string })
}
