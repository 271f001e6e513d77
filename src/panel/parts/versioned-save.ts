// Saves a resource only if its stored version is still the one that the form was filled from. If somebody else has changed the resource
// (412), nothing is written. The form then loads the current version and shows it with <ChangedMeanwhile>. The next save replaces that
// version.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '../api/problem.ts'
import type { Versioned } from '../api/with-etag.ts'

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

interface Options<Data> {
  first: Versioned<Data>
  read: () => Promise<Answer<Data>>
  after: { onSuccess: () => void }
}

export interface VersionedSave<Data> {
  /** The version that the next save replaces. */
  base: Data
  /** The changes that somebody else had made when the last save was refused; null if it was not refused. */
  meanwhile: { before: Data; now: Data } | null
  /** Returns the stored resource after the save, or null if somebody else has changed it. Throws any other error of the API. */
  save: (write: (etag: string) => Promise<Answer<Data>>) => Promise<Data | null>
  /** Sets `meanwhile` to null, so that the form no longer shows what somebody else has changed. */
  forget: () => void
  /**
   * Makes `stored` the version that the next save replaces. If a form also changes the resource by a request outside of `save`, it must
   * call `rebase` after that request.
   */
  rebase: (stored: Versioned<Data>) => void
}

export function useVersionedSave<Data>({ first, read, after }: Options<Data>): VersionedSave<Data> {
  // Keeps the version that the form was filled from, because the page may load a newer one in the background.
  const [base, setBase] = useState(first)
  const client = useQueryClient()
  const [meanwhile, setMeanwhile] = useState<VersionedSave<Data>['meanwhile']>(null)

  async function save(write: (etag: string) => Promise<Answer<Data>>): Promise<Data | null> {
    const { data, error, response } = await write(base.etag)
    if (data !== undefined) {
      const stored = { ...base, value: data, etag: response.headers.get('etag') ?? '' }
      setBase(stored)
      setMeanwhile(null)
      // `onSuccess` makes the panel request the resource again. Until the response arrives, a form that the user opens is filled from the
      // cache. So the stored version is put into the cache now.
      if (base.key !== undefined) client.setQueryData(base.key, stored)
      after.onSuccess()
      return data
    }
    if (problemOf(error)?.code !== 'precondition_failed') throw error
    const now = await read()
    if (now.data === undefined) throw error
    setMeanwhile({ before: base.value, now: now.data })
    setBase({ ...base, value: now.data, etag: now.response.headers.get('etag') ?? '' })
    return null
  }
  return { base: base.value, meanwhile, save, forget: () => setMeanwhile(null), rebase: setBase }
}
