import { callbackContext } from './call.ts'
import { adapterOf, type JobContext } from './context.ts'
import type { CallbackMessage } from './rpc.ts'

/** Verifies a callback as its provider requires. No result is read from the callback; if it is accepted, the job polls the provider. */
export async function receiveCallback(job: JobContext, message: CallbackMessage): Promise<'accepted' | 'refused'> {
  const adapter = adapterOf(job)
  if (adapter?.verifyCallback === undefined) return 'refused'
  const verified = await adapter.verifyCallback(
    { headers: new Headers(message.headers), body: message.body },
    job.state.handle,
    await callbackContext(job),
  )
  return verified.kind === 'genuine' ? 'accepted' : 'refused'
}
