// Saves a resource under the version that the form was filled from. If somebody else has changed it (412), nothing is written. The form
// gets the current resource and shows it with <ChangedMeanwhile>; the next save replaces that.
import { useState } from 'react'
import { problemOf } from '../api/problem.ts'
import type { Versioned } from '../api/with-etag.ts'

interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

interface VersionedSave<Data> {
  first: Versioned<Data>
  read: () => Promise<Answer<Data>>
  after: { onSuccess: () => void }
}

export function useVersionedSave<Data>({ first, read, after }: VersionedSave<Data>) {
  // Keeps the version that the form was filled from, because a save is compared with that one. The list may be read again in the
  // background.
  const [base, setBase] = useState(first)
  const [meanwhile, setMeanwhile] = useState<{ before: Data; now: Data } | null>(null)

  /** Returns the stored resource, or null if somebody else has changed it. Throws all other problems. */
  async function save(write: (etag: string) => Promise<Answer<Data>>): Promise<Data | null> {
    const { data, error, response } = await write(base.etag)
    if (data !== undefined) {
      setBase({ value: data, etag: response.headers.get('etag') ?? '' })
      setMeanwhile(null)
      after.onSuccess()
      return data
    }
    if (problemOf(error)?.code !== 'precondition_failed') throw error
    const now = await read()
    if (now.data === undefined) throw error
    setMeanwhile({ before: base.value, now: now.data })
    setBase({ value: now.data, etag: now.response.headers.get('etag') ?? '' })
    return null
  }
  return { base: base.value, meanwhile, save, forget: () => setMeanwhile(null), rebase: setBase }
}
