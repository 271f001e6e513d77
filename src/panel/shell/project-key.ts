import type { Me } from '../api/session-state.ts'
import { useProjectKey } from '../api/session-state.ts'
import { router } from '../router.tsx'

/** Signs in with a project's key, without a page load: the key is in memory alone. */
export async function startWithProjectKey(key: string, owner: Me): Promise<void> {
  useProjectKey(key, owner)
  await router.navigate({ to: '/' as string })
}
