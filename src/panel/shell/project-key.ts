import { useProjectKey } from '../api/session-state.ts'
import type { Me } from '../api/session-state.ts'
import { router } from '../router.tsx'

/** Signs in with a project's key, without a page load: the key is in memory alone. False if it is no such key. */
export async function startWithProjectKey(key: string): Promise<boolean> {
  const answer = await fetch('/config/v1/me', { headers: { authorization: `Bearer ${key}` } })
  if (!answer.ok) return false
  const me = (await answer.json()) as Me
  if (me.kind !== 'project') return false
  useProjectKey(key, me)
  await router.navigate({ to: '/' as string })
  return true
}
