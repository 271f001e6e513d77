import { ArrowBendUpLeftIcon, CodeIcon, DownloadSimpleIcon, RepeatIcon, StopCircleIcon, WarningIcon } from '@phosphor-icons/react'
import { data, inProject } from '../api/data.ts'
import { duration, Money, Time, words } from '../parts/format.tsx'
import { money } from '../parts/money.ts'
import { May } from '../parts/may.tsx'
import { ErrorNote } from '../parts/notes.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { Picture, tileRatio } from '../parts/picture.tsx'
import { Status } from '../parts/status.tsx'
import { Button, cn } from '../ui.ts'
import { type Generation, hasEnded, useLive } from './follow.ts'

interface ResultCardProps {
  projectId: string
  generation: Generation
  onEnd: (generation: Generation) => void
  onUse: (image: Generation['images'][number]) => void
  onAgain: (generation: Generation) => void
  onCopy: (generation: Generation) => void
}

/** Shows one generation: its progress while it runs, then its pictures, cost, durations and warnings. */
export function ResultCard({ projectId, generation: start, onEnd, onUse, onAgain, onCopy }: ResultCardProps) {
  const { generation, preview } = useLive(projectId, start, onEnd)
  const name = generation.prompt ?? words(generation.operation)
  const isOver = hasEnded(generation)
  return (
    <article
      aria-label={`${generation.model}: ${name}`}
      className="flex animate-rise flex-col overflow-hidden rounded-card border border-edge bg-surface shadow-card"
    >
      <Pictures generation={generation} preview={preview} name={name} onUse={onUse} />
      <div className="grid grid-cols-1 gap-3 p-4">
        <header className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <p className="line-clamp-2 font-medium" dir="auto" title={name}>
              {name}
            </p>
            <p className="mt-0.5 text-small text-ink-muted">
              {generation.model} · {words(generation.operation)} · <Time at={generation.created_at} />
            </p>
          </div>
          <Status value={generation.status} />
        </header>
        {generation.texts.map((text) => (
          <blockquote key={text} dir="auto" className="rounded-control bg-well px-3 py-2 whitespace-pre-wrap">
            {text}
          </blockquote>
        ))}
        {generation.error !== null && (
          <p role="alert" className="rounded-control bg-bad-tint px-3 py-2 text-small">
            <span className="font-medium text-bad">{words(generation.error.code)}.</span>{' '}
            <span className="text-ink-muted [overflow-wrap:anywhere]">{generation.error.message}</span>
          </p>
        )}
        {generation.warnings.map(({ message, pointer }) => (
          <p key={`${pointer} ${message}`} className="flex gap-2 text-small text-warn">
            <WarningIcon weight="fill" className="mt-0.5 size-4 shrink-0" />
            <span className="[overflow-wrap:anywhere]">{message}</span>
          </p>
        ))}
        {isOver ? <Outcome generation={generation} /> : <Progress projectId={projectId} generation={generation} />}
        {isOver && (
          <div className="-mx-1.5 flex flex-wrap gap-1">
            <Button size="sm" variant="ghost" icon={RepeatIcon} onClick={() => onAgain(generation)}>
              Make again
            </Button>
            <Button size="sm" variant="ghost" icon={CodeIcon} onClick={() => onCopy(generation)}>
              Copy as…
            </Button>
          </div>
        )}
      </div>
    </article>
  )
}

function Pictures({
  generation,
  preview,
  name,
  onUse,
}: {
  generation: Generation
  preview: string | null
  name: string
  onUse: ResultCardProps['onUse']
}) {
  const { images } = generation
  if (!hasEnded(generation)) {
    const shape = { aspectRatio: askedRatio(generation) }
    return preview === null ? (
      <div className="sheen w-full" style={shape} />
    ) : (
      <img src={preview} alt={`Preview of ${name}`} className="w-full object-cover blur-[2px]" style={shape} />
    )
  }
  if (images.length === 0) return null
  return (
    // If the number of pictures is odd, the first one is as wide as the card.
    <ul className={cn('grid gap-px', images.length > 1 && 'grid-cols-2')}>
      {images.map((image) => (
        <li key={image.asset_id} className={cn('group relative', images.length % 2 === 1 && 'first:col-span-full')}>
          <PageLink page="gallery" search={{ picture: image.asset_id }} className="block">
            <Picture
              url={image.url}
              alt={images.length > 1 ? `${name}, ${image.index + 1} of ${images.length}` : name}
              width={480}
              ratio={tileRatio(image)}
              className="w-full rounded-none"
            />
          </PageLink>
          <div className="absolute end-2 bottom-2 flex gap-1 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
            <Button
              size="sm"
              shape="square"
              icon={ArrowBendUpLeftIcon}
              aria-label="Use as input"
              title="Use as input"
              onClick={() => onUse(image)}
            />
            <Button
              size="sm"
              shape="square"
              icon={DownloadSimpleIcon}
              aria-label="Download"
              title="Download"
              onClick={() => window.location.assign(`${image.url}${image.url.includes('?') ? '&' : '?'}download=true`)}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Returns a tile's width divided by its height, for the requested size or aspect ratio; 1 if the request names neither. */
function askedRatio({ request }: Generation): number {
  const [width = 1, height = 1] = (request?.size ?? request?.aspect_ratio ?? '1:1').split(/[x:]/).map(Number)
  const ratio = tileRatio({ width, height })
  return Number.isNaN(ratio) ? 1 : ratio
}

const STAGES: Record<Generation['stage'], string> = {
  admitted: 'Waiting to start',
  begun: 'Starting',
  submitting: 'Calling the provider',
  submitted: 'Accepted by the provider',
  polling: 'Being made',
  fetching: 'Storing the pictures',
  stored: 'Stored',
  settled: 'Done',
  notified: 'Done',
}

function Progress({ projectId, generation }: { projectId: string; generation: Generation }) {
  const cancel = data.useMutation('post', '/generations/{generation_id}/cancel')
  const { progress } = generation
  return (
    <div className="grid grid-cols-1 gap-2">
      <div className="flex items-center justify-between gap-2">
        <p role="status" className="text-small text-ink-muted">
          {STAGES[generation.stage]}
          {progress !== null && ` · ${Math.round(progress * 100)} %`}
        </p>
        <May needs="developer" scope="generate">
          {(disabled) => (
            <Button
              size="sm"
              variant="ghost"
              icon={StopCircleIcon}
              disabled={disabled}
              loading={cancel.isPending}
              onClick={() => cancel.mutate({ params: { header: inProject(projectId), path: { generation_id: generation.id } } })}
            >
              Cancel
            </Button>
          )}
        </May>
      </div>
      <progress className="progress h-1.5 w-full" aria-label="Progress" {...(progress === null ? {} : { value: progress })} max={1} />
      {cancel.error !== null && <ErrorNote error={cancel.error} />}
    </div>
  )
}

function Outcome({ generation }: { generation: Generation }) {
  const { cost, timing_ms: timing, attempts, images } = generation
  const seed = images[0]?.seed ?? null
  return (
    <details className="text-small text-ink-muted">
      <summary className="cursor-pointer rounded">
        <span className="font-medium text-ink">
          <Money micros={cost.amount_micros} />
        </span>{' '}
        · {duration(timing.total)}
        {seed !== null && ` · seed ${seed}`}
      </summary>
      <div className="mt-2 grid grid-cols-1 gap-2 border-s-2 border-edge ps-3">
        {cost.held_micros > 0 && <p>{money(cost.held_micros)} are held until it is known whether the provider has billed.</p>}
        <p className="tabular">
          queued {duration(timing.queued)} · provider {duration(timing.provider)} · storage {duration(timing.storage)} · platform{' '}
          {duration(timing.overhead)}
        </p>
        {cost.breakdown.map((line) => (
          <p key={line.description} className="tabular">
            {line.quantity} × {line.description}: {money(line.amount_micros)}
          </p>
        ))}
        {attempts.map((attempt) => (
          <p key={attempt.number} className="[overflow-wrap:anywhere]">
            Attempt {attempt.number}: {attempt.model}
            {attempt.provider !== attempt.model && ` at ${attempt.provider}`}, {attempt.status}
            {attempt.duration_ms !== null && `, ${duration(attempt.duration_ms)}`}
            {attempt.error_message !== null && ` (${attempt.error_message})`}
          </p>
        ))}
        <p>
          <code className="font-mono text-micro">{generation.id}</code>
        </p>
      </div>
    </details>
  )
}
