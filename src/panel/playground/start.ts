import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dataApi, inProject } from '../api/data.ts'
import type { GenerateRequest } from './capabilities.ts'
import type { Generation } from './follow.ts'

/**
 * Returns a function that starts one generation for each request. When the API has responded to all of them, the generations are added to
 * the list of results.
 */
export function useStart(projectId: string) {
  const client = useQueryClient()
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const run = async (requests: GenerateRequest[]) => {
    setIsPending(true)
    setError(null)
    const started = await Promise.allSettled(
      requests.map(async (body) => {
        const { data: generation, error: refused } = await dataApi.POST('/generate', {
          params: { header: { ...inProject(projectId), Prefer: 'respond-async' } },
          body,
        })
        if (refused !== undefined) throw refused
        return generation
      }),
    )
    const made = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    const failed = started.find((each) => each.status === 'rejected')
    if (failed !== undefined) setError(failed.reason)
    prepend(client, projectId, made)
    setIsPending(false)
  }
  return { run, isPending, error, dismiss: () => setError(null) }
}

/** Returns the cache key of the generations that this tab has started in a project. */
export const recentKey = (projectId: string) => ['playground', projectId]

/** Adds new generations to the cache immediately, because the API's list contains them only a moment later. */
function prepend(client: ReturnType<typeof useQueryClient>, projectId: string, made: Generation[]): void {
  client.setQueryData<Generation[]>(recentKey(projectId), (before = []) => [...made, ...before])
}
