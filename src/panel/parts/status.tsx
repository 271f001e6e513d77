import { cn } from '../ui.ts'

export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet'
const TONE: Record<Tone, string> = {
  good: 'bg-good-tint text-good',
  bad: 'bg-bad-tint text-bad',
  warn: 'bg-warn-tint text-warn',
  busy: 'bg-accent-tint text-accent',
  quiet: 'bg-well text-ink-muted',
}
/** Colours, by the API's word for a state. */
const TONES: Record<string, Tone> = {
  succeeded: 'good',
  active: 'good',
  delivered: 'good',
  ok: 'good',
  ready: 'good',
  enabled: 'good',
  valid: 'good',
  failed: 'bad',
  revoked: 'bad',
  failing: 'bad',
  invalid: 'bad',
  indeterminate: 'warn',
  open: 'warn',
  expired: 'warn',
  pending: 'warn',
  held: 'warn',
  running: 'busy',
  queued: 'busy',
  canceled: 'quiet',
  disabled: 'quiet',
}
/** The texts for states whose word in the API would not be clear to users. */
const NAMES: Record<string, string> = { indeterminate: 'outcome unknown' }

/**
 * Shows a state as a small label with a dot. `<Status value={key.status} />`; set another text or colour if the API's word is not enough.
 */
export function Status({ value, tone, children }: { value: string; tone?: Tone; children?: string }) {
  const shown = tone ?? TONES[value] ?? 'quiet'
  return (
    <span className={`inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-micro font-medium whitespace-nowrap ${TONE[shown]}`}>
      <span aria-hidden className={cn('size-1.5 rounded-full bg-current', shown === 'busy' && 'animate-pulse')} />
      {/* The API's words are in lower case, so the style makes the first letter a capital. */}
      <span className="first-letter:uppercase">{children ?? NAMES[value] ?? value}</span>
    </span>
  )
}
