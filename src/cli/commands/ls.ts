import type { components } from '../../../generated/generation/types.ts'
import { choice, command, moment, wholeNumber } from '../command.ts'
import { OPERATIONS } from '../picture-request.ts'
import { dollars, shortTime, table } from '../plain-text.ts'

type Generation = components['schemas']['Generation']
const STATUSES = ['queued', 'running', 'succeeded', 'failed', 'canceled', 'indeterminate'] as const
const PAGE = 100
const MOST = 10_000

export const ls = command({
  summary: 'Lists generations, the newest first',
  args: {
    limit: { type: 'string', alias: 'l', valueHint: 'number', default: '20', description: 'How many, at most 10000' },
    status: { type: 'string', valueHint: 'name', description: `One of ${STATUSES.join(', ')}` },
    model: { type: 'string', alias: 'm', valueHint: 'model', description: 'Those that ran on this model' },
    provider: { type: 'string', valueHint: 'id', description: 'Those that ran at this provider' },
    operation: { type: 'string', valueHint: 'name', description: 'Those of this operation' },
    prompt: { type: 'string', valueHint: 'words', description: 'Those whose prompt has these words' },
    after: { type: 'string', valueHint: 'time', description: 'Those created at or after this time' },
    before: { type: 'string', valueHint: 'time', description: 'Those created before this time' },
  },
  examples: [
    ['cma ls', 'The last 20'],
    ['cma ls --status failed --after 2026-11-01', 'What failed this month'],
    ['cma ls --prompt lighthouse --json | jq -r ".data[].id"', 'Their ids, for a script'],
  ],
  async run(args, { platform, out, signal }) {
    const limit = Math.min(MOST, wholeNumber('limit', args.limit) ?? 20)
    const filters = {
      status: choice('status', args.status, STATUSES),
      model: args.model,
      provider: args.provider,
      operation: choice('operation', args.operation, OPERATIONS),
      prompt: args.prompt,
      created_after: moment('after', args.after),
      created_before: moment('before', args.before),
    }
    const data: Generation[] = []
    const page = (cursor: string | undefined) =>
      platform.generation.GET('/generations', {
        params: { query: { ...filters, limit: Math.max(1, Math.min(PAGE, limit)), cursor } },
        signal,
      })
    for await (const generation of platform.paginate(page, { signal })) {
      if (data.length >= limit) break
      data.push(generation)
    }
    out.result({ data }, () =>
      table(
        ['GENERATION', 'STATUS', 'MODEL', 'CREATED (UTC)', 'COST', 'PROMPT'],
        data.map(({ id, status, model, created_at: createdAt, cost, prompt }) => [
          id,
          status,
          model,
          shortTime(createdAt),
          dollars(cost.amount_micros),
          prompt ?? '',
        ]),
      ),
    )
  },
})
