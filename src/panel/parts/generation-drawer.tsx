import { ProhibitIcon } from '@phosphor-icons/react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../generated/generation/types.ts'
import { data, inProject } from '../api/data.ts'
import { me } from '../api/session-state.ts'
import { useProject } from '../places.tsx'
import { Button, cn } from '../ui.ts'
import { useAfter } from './after.ts'
import { CopiedText, CopyButton } from './copy-button.tsx'
import { Deliveries } from './deliveries.tsx'
import { Drawer } from './drawer.tsx'
import { Form, LongTextField, NumberField } from './form.tsx'
import { duration, Money, Time, words } from './format.tsx'
import { microsOf, money } from './money.ts'
import { May, useWhyNot } from './may.tsx'
import { QueryView } from './notes.tsx'
import { Facts } from './page.tsx'
import { PageLink } from './page-link.tsx'
import { Picture } from './picture.tsx'
import { RaiseLimit } from './raise-limit.tsx'
import { Status } from './status.tsx'
import { toastProblem } from './toast.ts'
import { whatToDo } from './what-to-do.tsx'

type Generation = components['schemas']['Generation']
type Attempt = components['schemas']['Attempt']

const IN_WORK = new Set(['queued', 'running'])
const ASK_AGAIN_MS = 2_000

/** Shows everything about one generation: pictures, cost, attempts, durations, webhook deliveries, and actions that are still possible. */
export function GenerationDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const project = useProject()
  const query = data.useQuery(
    'get',
    '/generations/{generation_id}',
    { params: { header: inProject(project.id), path: { generation_id: id } } },
    { refetchInterval: ({ state }) => (state.data !== undefined && IN_WORK.has(state.data.status) ? ASK_AGAIN_MS : false) },
  )
  return (
    <Drawer
      open
      onClose={onClose}
      title={query.data?.prompt ?? (query.data === undefined ? 'Generation' : words(query.data.operation))}
      subtitle={<CopiedText text={id} label="Copy the generation’s id" />}
      width="wide"
    >
      <QueryView query={query}>{(generation) => <Details generation={generation} />}</QueryView>
    </Drawer>
  )
}

function Details({ generation }: { generation: Generation }) {
  const { status, error, images, warnings, attempts, texts } = generation
  return (
    <div className="grid grid-cols-1 gap-6">
      <div className="flex flex-wrap items-center gap-2">
        <Status value={status} />
        {status === 'running' && <span className="text-small text-ink-muted">{words(generation.stage)}</span>}
        <span className="flex-1" />
        {IN_WORK.has(status) && <Cancel generation={generation} />}
      </div>
      {error !== null && <Failure code={error.code} message={error.message} />}
      {status === 'indeterminate' && <Settle generation={generation} />}
      {images.length > 0 && (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3" aria-label="Pictures">
          {images.map(({ asset_id: assetId, url, width, height }) => (
            <li key={assetId}>
              <PageLink page="gallery" search={{ picture: assetId }} className="block">
                <Picture url={url} alt={`Picture of ${width} × ${height} pixels`} width={280} ratio={width / height} className="w-full" />
              </PageLink>
            </li>
          ))}
        </ul>
      )}
      {texts.map((text) => (
        <p key={text} className="rounded-card border border-edge bg-well p-3 whitespace-pre-wrap" dir="auto">
          {text}
        </p>
      ))}
      <Facts items={factsOf(generation)} />
      {!IN_WORK.has(status) && (
        <Part title="Where the time went">
          <Waterfall generation={generation} />
        </Part>
      )}
      <Part title={attempts.length === 1 ? 'One attempt' : `${attempts.length} attempts`}>
        <ol className="grid grid-cols-1 gap-2">
          {attempts.map((attempt) => (
            <AttemptRow key={attempt.number} attempt={attempt} />
          ))}
        </ol>
      </Part>
      {warnings.length > 0 && (
        <Part title="Warnings">
          <ul className="grid grid-cols-1 gap-2">
            {warnings.map(({ code, message, pointer }) => (
              <li key={`${code} ${pointer} ${message}`} className="rounded-control bg-warn-tint px-3 py-2">
                {message} <code className="font-mono text-small text-ink-muted">{pointer ?? code}</code>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {!IN_WORK.has(status) && (
        <Part title="Webhook deliveries">
          <Deliveries
            projectId={generation.project_id}
            of={{ generation_id: generation.id }}
            none="None: no webhook was subscribed to this event."
          />
        </Part>
      )}
    </div>
  )
}

function factsOf(generation: Generation): [string, React.ReactNode][] {
  const { cost, metadata } = generation
  const fields = Object.entries(metadata)
  return [
    ['Operation', words(generation.operation)],
    [
      'Model',
      `${generation.model} (${generation.provider})${generation.requested_model === generation.model ? '' : `, asked for as ${generation.requested_model}`}`,
    ],
    [
      'Cost',
      <span key="cost">
        <Money micros={cost.amount_micros} />{' '}
        <span className="text-ink-muted">
          {{ provider: 'as the provider says', computed: 'by the price list', quoted: 'estimated' }[cost.source]}
          {cost.held_micros > 0 && `; ${money(cost.held_micros)} held`}
        </span>
        {cost.breakdown.map(({ description, quantity, unit, amount_micros: micros }) => (
          <span key={description} className="block text-small text-ink-muted">
            {description}: {quantity.toLocaleString('en-US')} {quantity === 1 || unit.endsWith('s') ? unit : `${unit}s`}, {money(micros)}
          </span>
        ))}
      </span>,
    ],
    ['Started', <Time key="started" at={generation.created_at} full />],
    ['Ended', generation.finished_at === null ? null : <Time key="ended" at={generation.finished_at} full />],
    ['Request', <CopiedText key="request" text={generation.request_id} label="Copy the request id" />],
    [
      'All requests about it',
      me().kind === 'project' ? null : (
        <PageLink key="log" page="generations" search={{ tab: 'requests', generation_id: generation.id }}>
          Show in the log
        </PageLink>
      ),
    ],
    ['Metadata', fields.length === 0 ? null : fields.map(([name, value]) => `${name}: ${value}`).join(', ')],
  ]
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  )
}

/** Shows what went wrong and what to do about it. */
export function Failure({ code, message }: { code: string; message?: string }) {
  const advice = whatToDo(code)
  return (
    <div className="rounded-card border border-bad/25 bg-bad-tint p-4">
      <p className="font-medium">
        <code className="font-mono text-small text-bad">{code}</code>
      </p>
      {message !== undefined && <p className="mt-1 [overflow-wrap:anywhere]">{message}</p>}
      {advice !== null && (
        <p className="mt-2 text-small">
          <b className="font-semibold">What to do:</b> {advice} <RaiseLimit code={code} />
        </p>
      )}
    </div>
  )
}

const STEPS = [
  ['queued', 'Waiting to start', 'bg-series-6'],
  ['provider', 'Provider', 'bg-series-1'],
  ['storage', 'Fetching and storing', 'bg-series-2'],
  ['overhead', 'Everything else', 'bg-series-3'],
] as const

/** Shows the phases of a generation one after the other, each with its duration. */
function Waterfall({ generation: { timing_ms: timing } }: { generation: Generation }) {
  const whole = Math.max(
    STEPS.reduce((sum, [name]) => sum + timing[name], 0),
    1,
  )
  return (
    <ol className="grid grid-cols-1 gap-1.5">
      {STEPS.map(([name, title, colour], index) => {
        const start = STEPS.slice(0, index).reduce((sum, [before]) => sum + timing[before], 0)
        return (
          <li key={name} className="grid grid-cols-[9rem_minmax(0,1fr)_4.5rem] items-center gap-3 text-small">
            <span className="text-ink-muted">{title}</span>
            <span aria-hidden className="relative h-3 rounded-sm bg-well">
              <span
                className={cn('absolute inset-y-0 min-w-0.5 rounded-sm', colour)}
                style={{ left: `${(start / whole) * 100}%`, width: `${(timing[name] / whole) * 100}%` }}
              />
            </span>
            <span className="tabular text-right">{duration(timing[name])}</span>
          </li>
        )
      })}
      <li className="flex justify-end gap-3 border-t border-edge pt-1.5 text-small">
        <span className="text-ink-muted">In all</span>
        <b className="tabular w-18 text-right font-semibold">{duration(timing.total)}</b>
      </li>
    </ol>
  )
}

function AttemptRow({ attempt }: { attempt: Attempt }) {
  const {
    number,
    model,
    provider,
    connection,
    status,
    duration_ms: took,
    error_code: code,
    error_message: message,
    provider_request_id: theirs,
  } = attempt
  return (
    <li className="rounded-control border border-edge px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="tabular text-ink-muted">{number}.</span>
        <span className="min-w-0 font-medium [overflow-wrap:anywhere]">
          {model}{' '}
          <span className="font-normal text-ink-muted">
            ({provider}
            {connection !== null && connection !== provider && `, connection ${connection}`})
          </span>
        </span>
        <Status value={status} />
        <span className="tabular ms-auto text-small text-ink-muted">
          {took !== null && duration(took)}
          {attempt.cost_micros !== null && ` · ${money(attempt.cost_micros)}`}
          {attempt.billed === 'unknown' && ' · perhaps billed'}
        </span>
      </div>
      {code !== null && (
        <p className="mt-1 text-small [overflow-wrap:anywhere]">
          <code className="font-mono text-bad">{code}</code> {message}
        </p>
      )}
      {theirs !== null && (
        <p className="mt-1 flex items-center gap-1 text-small text-ink-muted">
          <span className="shrink-0">The provider’s id:</span> <code className="min-w-0 truncate font-mono">{theirs}</code>
          <CopyButton text={theirs} label="Copy the provider’s id" />
        </p>
      )}
    </li>
  )
}

const LISTS = ['/generations', '/generations/{generation_id}', '/instances/{instance_id}/limits/states']

function Cancel({ generation }: { generation: Generation }) {
  const cancel = data.useMutation(
    'post',
    '/generations/{generation_id}/cancel',
    useAfter({ done: 'Generation canceled', invalidates: LISTS }),
  )
  return (
    <May needs="developer" scope="generate">
      {(disabled) => (
        <Button
          size="sm"
          icon={ProhibitIcon}
          disabled={disabled}
          loading={cancel.isPending}
          onClick={() =>
            cancel.mutate(
              { params: { header: inProject(generation.project_id), path: { generation_id: generation.id } } },
              { onError: (error) => toastProblem('It could not be canceled', error) },
            )
          }
        >
          Cancel
        </Button>
      )}
    </May>
  )
}

/**
 * A form for a generation that the provider may or may not have billed. The user enters what it cost. This cost then counts against the
 * budgets, instead of the amount that was held for the generation.
 */
function Settle({ generation }: { generation: Generation }) {
  const form = useForm<{ dollars: number | null; note: string }>({ defaultValues: { dollars: null, note: '' } })
  const settle = data.useMutation('post', '/generations/{generation_id}/resolve', useAfter({ done: 'Settled', invalidates: LISTS }))
  return (
    <div className="rounded-card border border-warn/30 bg-warn-tint p-4">
      <p className="font-medium">{money(generation.cost.held_micros)} is held</p>
      <p className="mt-1 mb-4 text-ink-muted">
        Nobody knows whether the provider billed for it, so it counts against the budgets. Look at the provider’s bill, and enter what it
        cost.
      </p>
      <Form
        form={form}
        submit="Settle"
        whyNot={useWhyNot('developer')}
        pointers={{ '/body/amount_micros': 'dollars' }}
        onSubmit={({ dollars, note }) =>
          settle.mutateAsync({
            params: { header: inProject(generation.project_id), path: { generation_id: generation.id } },
            body: { amount_micros: microsOf(dollars ?? 0), ...(note.trim() === '' ? {} : { note: note.trim() }) },
          })
        }
      >
        <NumberField name="dollars" label="What it cost, in US dollars" description="0 if nothing was billed." required min={0} />
        <LongTextField name="note" label="Why" description="Kept on the record." rows={2} />
      </Form>
    </div>
  )
}
