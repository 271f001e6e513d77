import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { components } from '../../../generated/config/types.ts'
import { type DryOutcome, dryRun, type PastedAnswer } from '../../providers/dry-run.ts'
import { quoteOf } from '../../providers/pricing.ts'
import { needsConnection } from '../../providers/provider.ts'
import { sampleCall } from '../../providers/sample-call.ts'
import { decodeBase64 } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import type { Json } from '../../shared/json.ts'
import { listCredentials } from '../db/credentials.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { firstCredential } from './connections.ts'
import { trialOf, wishOf } from './dry-run.ts'

export class DryRunModel extends Route(routes.dryRunModel) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { params, body } = this.input
    const instance = await requireInstance(services, actor, params.instance_id, 'admin')
    const { adapter, model } = trialOf(services, instance.modelSettings, body)
    const call = sampleCall(model, wishOf(model, body.request), services.environment.PUBLIC_URL ?? null)
    const credential = firstCredential(instance.modelSettings, model, await listCredentials(services.db, instance.id))
    const answers = (body.answers ?? []).map(pastedAnswer)
    const { calls, outcome } = await dryRun(adapter, call, credential?.baseUrl ?? null, answers)
    const { amountMicros, maxMicros, exact } = quoteOf(model, call.request, call.inputs)
    return this.reply(200, {
      model: model.id,
      provider: adapter.id,
      operation: call.request.operation,
      credential_state: credential !== null ? 'present' : needsConnection(adapter) ? 'missing' : 'not_needed',
      price: { amount_micros: amountMicros, max_micros: maxMicros, exact },
      calls,
      outcome: outcome === null ? null : renderOutcome(outcome),
    })
  }
}

function pastedAnswer(
  { status, headers = {}, body, body_base64: base64 }: components['schemas']['PastedAnswer'],
  index: number,
): PastedAnswer {
  const bytes = base64 === undefined ? null : decodeBase64(base64)
  const fault = (name: string, message: string) =>
    new AppError('invalid_request', { errors: [{ pointer: `/body/answers/${index}/${name}`, message }] })
  if (base64 !== undefined && bytes === null) throw fault('body_base64', 'is not base64')
  if (bytes !== null && body !== null) throw fault('body', 'must be null beside body_base64')
  return {
    status: status ?? 200,
    headers: bytes === null ? headers : { 'content-type': 'image/png', ...headers },
    body: body as Json,
    bytes,
  }
}

const NOTHING = { images: [], texts: [], progress: null, poll_after_ms: null, cost: null, failure: null }

function renderOutcome(outcome: DryOutcome): components['schemas']['DryRunOutcome'] {
  switch (outcome.state) {
    case 'done':
      return {
        ...NOTHING,
        state: 'done',
        images: outcome.images.map(({ sizeBytes, revisedPrompt, ...image }) => ({
          ...image,
          size_bytes: sizeBytes,
          revised_prompt: revisedPrompt,
        })),
        texts: outcome.texts,
        cost: { amount_micros: outcome.charge.amountMicros, source: outcome.charge.source },
      }
    case 'accepted':
    case 'pending':
      return { ...NOTHING, state: outcome.state, progress: outcome.progress, poll_after_ms: outcome.pollAfterMs }
    case 'failed': {
      const { kind, message, billed, retryAfterMs } = outcome.failure
      return { ...NOTHING, state: 'failed', failure: { kind, message, billed, retry_after_ms: retryAfterMs } }
    }
  }
}
