// Saves a resource under the version that the form was filled from. If somebody else was faster (412), nothing is written: the form loads
// their version and shows it with <ChangedMeanwhile>, and the next save replaces that version.
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
  /** The change of somebody else that the last save met; null if it met none. */
  meanwhile: { before: Data; now: Data } | null
  /** Returns what is stored after the save, or null if somebody else was faster. Throws every other problem. */
  save: (write: (etag: string) => Promise<Answer<Data>>) => Promise<Data | null>
  /** Forgets the change of somebody else. */
  forget: () => void
  /** Continues from a version that another request has stored. */
  rebase: (stored: Versioned<Data>) => void
}

export function useVersionedSave<Data>({ first, read, after }: Options<Data>): VersionedSave<Data> {
  // The version that the form was filled from, not the newest: the page may load it again in the background.
  const [base, setBase] = useState(first)
  const [meanwhile, setMeanwhile] = useState<VersionedSave<Data>['meanwhile']>(null)

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
