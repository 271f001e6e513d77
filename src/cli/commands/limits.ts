import { unwrap } from '../../../generated/clients/typescript/index.ts'
import { command } from '../command.ts'
import { dollars, shortTime, table } from '../plain-text.ts'

const DAY_SECONDS = 86_400

/**
 * Returns how the window of a limit is shown. A limit on concurrency has no window. The window of a budget is a calendar day or month, so
 * it is shown as "day" or "month". Every other window is shown in seconds.
 */
function windowWords(metric: string, seconds: number | null): string {
  if (seconds === null) return ''
  if (metric === 'cost_micros') return seconds === DAY_SECONDS ? 'day' : 'month'
  return `${seconds} s`
}

export const limits = command({
  summary: 'Shows the limits and budgets that apply to this key, and what is left of them',
  args: {},
  examples: [
    ['cma limits', 'Each limit with what is left'],
    ['cma limits --json | jq ".data[].remaining"', 'For a script'],
  ],
  async run(_args, { platform, out, signal }) {
    const list = unwrap(await platform.generation.GET('/limits', { signal }))
    out.result(list, () =>
      list.data.length === 0
        ? 'No limits and no budgets apply to this key.'
        : table(
            ['SCOPE', 'OF', 'METRIC', 'LIMIT', 'LEFT', 'WINDOW', 'RESETS (UTC)'],
            list.data.map(({ scope, target, metric, limit, remaining, window_seconds: seconds, resets_at: resetsAt }) => {
              const amount = (value: number) => (metric === 'cost_micros' ? dollars(value) : String(Math.floor(value)))
              return [scope, target ?? '', metric, amount(limit), amount(remaining), windowWords(metric, seconds), shortTime(resetsAt)]
            }),
          ),
    )
  },
})
