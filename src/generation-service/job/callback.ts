import { callbackContext } from './call.ts'
import { adapterOf, type JobContext } from './context.ts'
import type { CallbackMessage } from './rpc.ts'

/** Verifies a callback by the provider's own rule. Its content is not trusted: the job then polls the provider. */
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
