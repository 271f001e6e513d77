import { CodeIcon, SparkleIcon } from '@phosphor-icons/react'
import { useQueries } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { components } from '../../../generated/generation/types.ts'
import { data, inProject } from '../api/data.ts'
import { problemOf, sayProblem } from '../api/problem.ts'
import { money, moneyShort } from '../parts/money.ts'
import { May, useWhyNot } from '../parts/may.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { RaiseLimit } from '../parts/raise-limit.tsx'
import { sayPrice } from '../parts/price.ts'
import { Button } from '../ui.ts'
import type { GenerateRequest, Model } from './capabilities.ts'
import type { useStart } from './start.ts'

type Quote = components['schemas']['Quote']

const SETTLE_MS = 350

interface RunProps {
  projectId: string
  chosen: Model[]
  requests: GenerateRequest[]
  isMissing: string | null
  start: ReturnType<typeof useStart>
  onCopy: (request: GenerateRequest) => void
}

/** Shows the quote of the request for each model and in sum, and the button that starts the generations. */
export function Run({ projectId, chosen, requests, isMissing, start, onCopy }: RunProps) {
  const settled = useSettled(requests, SETTLE_MS)
  const whyNot = useWhyNot('developer', 'generate')
  // There is no quote if a field is missing or if the user may not generate. Then the model's price is shown.
  const mayAsk = isMissing === null && whyNot === null
  // While the form is being changed, the last quote is for another request, so no price is shown.
  const isAsking = mayAsk && JSON.stringify(settled) === JSON.stringify(requests)
  const quotes = useQueries({
    queries: settled.map((body) => ({
      ...data.queryOptions('post', '/quote', { params: { header: inProject(projectId) }, body: body as never }),
      enabled: isAsking,
      staleTime: 30_000,
    })),
  })
  const known = quotes.flatMap(({ data }) => data ?? [])
  const sum = known.reduce((total, quote) => total + quote.amount_micros, 0)
  const isExact = known.length === chosen.length && known.every(({ exact }) => exact)
  const hasError = isAsking && quotes.some(({ error, isFetching }) => error !== null && !isFetching)
  const refusal = problemOf(start.error)
  const price = known.length === 0 || !isAsking ? '' : ` · ${isExact ? '' : 'about '}${moneyShort(sum)}`
  return (
    // The form scrolls past behind the card. This background hides the form at the card's round corners.
    <div className="sticky bottom-0 z-10 -mx-1 bg-linear-to-t from-canvas from-75% to-transparent px-1 pt-4 pb-3">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-card border border-edge bg-surface p-4 shadow-float">
        <ul aria-label="Quote" className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {chosen.map((model, index) => {
            const quote = quotes[index]
            const told = isAsking ? quote?.data : undefined
            return (
              <li key={model.id}>
                <p className="flex items-baseline justify-between gap-3">
                  <span className="min-w-0 truncate font-medium">{model.name}</span>
                  {mayAsk && (
                    <span className="tabular whitespace-nowrap" aria-live="polite">
                      {told === undefined
                        ? isAsking && quote?.error != null
                          ? '–'
                          : '…'
                        : `${told.exact ? '' : 'about '}${money(told.amount_micros)}`}
                    </span>
                  )}
                </p>
                {!mayAsk && <p className="text-small text-ink-muted">{sayPrice(model.price)}</p>}
                {told !== undefined && told.max_micros > told.amount_micros && <p className="text-micro text-ink-muted">{sayMost(told)}</p>}
                {told?.warnings.map(({ message }) => (
                  <p key={message} className="text-small text-warn">
                    {message}
                  </p>
                ))}
                {isAsking && quote?.error != null && (
                  <p className="text-small text-bad [overflow-wrap:anywhere]">{sayProblem(quote.error)}</p>
                )}
              </li>
            )
          })}
        </ul>
        {(whyNot ?? isMissing) !== null && <p className="text-small text-ink-muted">{whyNot ?? isMissing}</p>}
        {start.error !== null && (
          <div className="max-h-[35dvh] overflow-y-auto">
            <ErrorNote error={start.error} onDismiss={start.dismiss} />
          </div>
        )}
        {refusal !== null && <RaiseLimit code={refusal.code} limit={refusal.limit} />}
        <div className="flex gap-2">
          <May needs="developer" scope="generate">
            {(disabled) => (
              <Button
                type="submit"
                variant="primary"
                size="lg"
                icon={SparkleIcon}
                className="min-w-0 flex-1 justify-center whitespace-nowrap"
                disabled={disabled || isMissing !== null || hasError}
                loading={start.isPending}
                onClick={() => void start.run(requests)}
              >
                {start.isPending ? 'Starting…' : `Make${chosen.length > 1 ? ` with ${chosen.length} models` : ''}${price}`}
              </Button>
            )}
          </May>
          <Button
            size="lg"
            className="shrink-0"
            icon={CodeIcon}
            title="Copy as…"
            disabled={requests.length === 0 || isMissing !== null}
            onClick={() => onCopy(requests[0]!)}
          >
            <span className="max-sm:sr-only">Copy as…</span>
          </Button>
        </div>
      </div>
    </div>
  )
}

/** Says what a request can cost at most. If a fallback can cost more than the chosen model, says that the maximum is for the fallback. */
function sayMost({ max_micros: most, targets: [first] }: Quote): string {
  return `at most ${money(most)}${first!.max_micros < most ? ', if a fallback makes it' : ''}`
}

/** Returns the last value that has stayed the same for `waitMs` milliseconds. */
function useSettled<Value>(value: Value, waitMs: number): Value {
  const text = JSON.stringify(value)
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs)
    return () => clearTimeout(timer)
  }, [text, waitMs])
  return JSON.parse(settled) as Value
}
