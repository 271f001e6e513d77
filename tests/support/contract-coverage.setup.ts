// Passes the pairs that each test has seen to the reporter, which runs outside the Workers runtime.
import { afterEach } from 'vitest'
import { takeRecorded } from './contract-recorder.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** `service operation status`, each once. */
    contract?: string[]
  }
}

afterEach(({ task }) => {
  task.meta.contract = takeRecorded()
})
