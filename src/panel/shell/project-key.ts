import { useProjectKey } from '../api/session-state.ts'
import type { Me } from '../api/session-state.ts'
import { router } from '../router.tsx'

/** Signs in with a project key, without loading a page; the key is held only in memory. Returns false if it is not a project key. */
export async function startWithProjectKey(key: string): Promise<boolean> {
  const answer = await fetch('/config/v1/me', { headers: { authorization: `Bearer ${key}` } })
  if (!answer.ok) return false
  const me = (await answer.json()) as Me
  if (me.kind !== 'project') return false
  useProjectKey(key, me)
  await router.navigate({ to: '/' as string })
  return true
}
