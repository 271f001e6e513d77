// Tries a provider or model that is defined as data, without sending anything. Shows the requests that would be sent, and what would be
// read from an answer that the user pastes. Nothing is charged. Put this component in a form that is disabled for users who may not make a
// dry run, because it does not check this itself.
// <DryRun input={() => ({ custom_provider: JSON.parse(text) })} showFaults={(error) => json.take(error, '/body/custom_provider')} />
import { FlaskIcon } from '@phosphor-icons/react'
import { useEffect, useRef, useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { useInstance } from '../places.tsx'
import { Button, InputArea } from '../ui.ts'
import { Money } from './format.tsx'
import { ErrorNote } from './notes.tsx'
import { Facts } from './page.tsx'
import { scrollMotion } from './scroll-motion.ts'
import { Status } from './status.tsx'

type Schemas = components['schemas']
type Input = Schemas['ModelDryRunInput']

interface DryRunProps {
  input: () => Input
  /**
   * Shows the faults of a refused definition at their lines in the definition's text. Returns false if the error is not about the
   * definition.
   */
  showFaults: (error: unknown) => boolean
}

export function DryRun({ input, showFaults }: DryRunProps) {
  const instance = useInstance()
  const [answer, setAnswer] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [isShownAbove, setIsShownAbove] = useState(false)
  const run = config.useMutation('post', '/instances/{instance_id}/models/dry-run')
  const start = () => {
    setFault(null)
    run.reset()
    try {
      run.mutate(
        { params: { path: { instance_id: instance.id } }, body: { ...input(), ...answersOf(answer) } },
        { onSettled: (_result, error) => setIsShownAbove(showFaults(error)) },
      )
    } catch (error) {
      setFault(`The definition or the answer is not JSON: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return (
    <section aria-label="Try it" className="grid grid-cols-1 gap-4 rounded-card border border-edge bg-well/50 p-4">
      <div>
        <h3 className="font-semibold">Try it before it is saved</h3>
        <p className="mt-0.5 text-ink-muted">Shows the request that it would send. Nothing is sent, and nothing is spent.</p>
      </div>
      <InputArea
        label="An answer of the provider"
        description="Paste one from its documentation to see what the platform would read in it. A list is one answer for each request in turn."
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
        rows={5}
        spellCheck={false}
        dir="ltr"
        className="w-full font-mono text-small"
      />
      <div>
        <Button type="button" icon={FlaskIcon} loading={run.isPending} onClick={start}>
          Dry run
        </Button>
      </div>
      {fault !== null && (
        <p role="alert" className="text-bad">
          {fault}
        </p>
      )}
      {run.error !== null && isShownAbove && (
        <p role="alert" className="text-bad">
          The definition cannot be used. Its faults are shown above.
        </p>
      )}
      {run.error !== null && !isShownAbove && <ErrorNote error={run.error} />}
      {run.data !== undefined && <Result result={run.data} />}
    </section>
  )
}

/** Splits the pasted JSON into answers: each item of a list is one answer, and any other value is one answer. An empty text has none. */
function answersOf(text: string): Pick<Input, 'answers'> {
  if (text.trim() === '') return {}
  const value = JSON.parse(text) as unknown
  return { answers: (Array.isArray(value) ? value : [value]).map((body: unknown) => ({ status: 200, body })) }
}

function Result({ result }: { result: Schemas['ModelDryRun'] }) {
  const { calls, outcome, price, model, operation, credential_state: credential } = result
  const shown = useRef<HTMLDivElement>(null)
  // The result appears below the button, often out of sight, so it is scrolled into view.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest', behavior: scrollMotion() })
  }, [result])
  return (
    <div ref={shown} role="status" aria-label="Result of the dry run" className="grid grid-cols-1 gap-4">
      <Facts
        items={[
          ['Model', `${model}, ${operation.replaceAll('_', ' ')}`],
          ['Price', <Money key="price" micros={price.amount_micros} />],
          ['Credential', { present: 'Connected', missing: 'Not connected yet', not_needed: 'Not needed' }[credential]],
        ]}
      />
      {calls.map((call, index) => (
        <figure key={index} className="min-w-0">
          <figcaption className="mb-1 text-small text-ink-muted">
            Request {index + 1}
            {call.answered ? ', answered by what you pasted' : ''}
          </figcaption>
          <pre
            tabIndex={0}
            className="max-h-72 overflow-auto rounded-control border border-edge bg-surface p-3 font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {`${call.method} ${call.url}\n`}
            {Object.entries(call.headers)
              .map(([name, value]) => `${name}: ${value}\n`)
              .join('')}
            {call.body === null || call.body === undefined ? '' : `\n${JSON.stringify(call.body, null, 2)}`}
          </pre>
        </figure>
      ))}
      {outcome !== null && outcome !== undefined && <Outcome outcome={outcome} />}
    </div>
  )
}

const STATES = { done: 'succeeded', accepted: 'running', pending: 'running', failed: 'failed' } as const
const SAID = { done: 'Done', accepted: 'Accepted, to be asked again', pending: 'Not yet done', failed: 'Failed' } as const

function Outcome({ outcome }: { outcome: Schemas['DryRunOutcome'] }) {
  const { state, images, texts, cost, failure } = outcome
  return (
    <div className="grid grid-cols-1 gap-2 rounded-control border border-edge bg-surface p-3">
      <p>
        Read out of the answer: <Status value={STATES[state]}>{SAID[state]}</Status>
      </p>
      <ul className="list-disc ps-5 [overflow-wrap:anywhere]">
        {images.map((image, index) => (
          <li key={index}>
            Picture {index + 1}: {image.url ?? `${image.format ?? 'no picture'}, ${image.width ?? '?'} × ${image.height ?? '?'} px`}
          </li>
        ))}
        {texts.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
        {cost !== null && cost !== undefined && (
          <li>
            Cost: <Money micros={cost.amount_micros} /> {cost.source === 'provider' ? 'as the provider says' : 'by the price of the model'}
          </li>
        )}
        {failure !== null && failure !== undefined && (
          <li>
            {failure.kind.replaceAll('_', ' ')}: {failure.message}
          </li>
        )}
        {state === 'done' && images.length === 0 && texts.length === 0 && <li>No picture was found.</li>}
      </ul>
    </div>
  )
}
