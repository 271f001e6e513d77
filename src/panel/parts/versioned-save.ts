// Saves something under the version that the form was filled from. If somebody else was faster (412), nothing is written: the form learns
// what is there now, shows it with <ChangedMeanwhile>, and the next save replaces that.
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
  // Not the newest of a list that is read anew in the background: what the form was filled from is what a save is compared with.
  const [base, setBase] = useState(first)
  const [meanwhile, setMeanwhile] = useState<{ before: Data; now: Data } | null>(null)

  /** Returns what is stored now, or null if somebody else was faster. Throws every other problem. */
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
