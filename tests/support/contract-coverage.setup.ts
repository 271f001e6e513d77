// Passes the pairs of operation and status of each test to the reporter, which runs outside the Workers runtime.
import { afterEach } from 'vitest'
import { takeRecorded } from './contract-recorder.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Texts of the form `service operation status`, each once. */
    contract?: string[]
  }
}

afterEach(({ task }) => {
  task.meta.contract = takeRecorded()
})
