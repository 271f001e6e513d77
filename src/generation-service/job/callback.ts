import { contextOf } from './call.ts'
import { adapterOf, type JobContext } from './context.ts'
import type { CallbackMessage } from './rpc.ts'

/** Whether a callback is genuine, by the provider's own rule. What it says is not taken from it: the job asks the provider. */
export async function receiveCallback(job: JobContext, message: CallbackMessage): Promise<'accepted' | 'refused'> {
  const adapter = adapterOf(job)
  if (adapter?.verifyCallback === undefined) return 'refused'
  const verified = await adapter.verifyCallback(
    { headers: new Headers(message.headers), body: message.body },
    job.state.handle,
    await contextOf(job),
  )
  return verified.kind === 'genuine' ? 'accepted' : 'refused'
}
