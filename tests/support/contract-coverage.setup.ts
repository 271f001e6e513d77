// Hands what each test saw of the contract to the reporter, which runs outside of the Workers runtime.
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
