import { atOnce, type Steps } from '../shared/slices.ts'
import type { ProviderContext } from './provider.ts'

/**
 * Runs a computation in slices. Between two slices, the isolate can work for other instances. If the call is already aborted, throws the
 * signal's reason. If the call is aborted between two slices, the promise rejects with this reason.
 */
export function compute<T>(context: ProviderContext, steps: Steps<T>): Promise<T> {
  context.signal.throwIfAborted()
  return context.compute === undefined ? Promise.resolve(atOnce(steps)) : context.compute(steps)
}
