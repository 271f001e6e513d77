import { atOnce, type Steps } from '../shared/slices.ts'
import type { ProviderContext } from './provider.ts'

/**
 * Runs a computation in slices. Between two slices, the isolate can work for other instances. Throws or rejects with the signal's reason
 * if the call is aborted.
 */
export function compute<T>(context: ProviderContext, steps: Steps<T>): Promise<T> {
  context.signal.throwIfAborted()
  return context.compute === undefined ? Promise.resolve(atOnce(steps)) : context.compute(steps)
}
