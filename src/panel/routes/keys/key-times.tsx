import type { components } from '../../../../generated/config/types.ts'
import { Time } from '../../parts/format.tsx'

/** Says when a key was made and last used, so that a reader can distinguish keys with the same name. */
export function KeyTimes({ of: key }: { of: Pick<components['schemas']['Key'], 'created_at' | 'last_used_at'> }) {
  return (
    <span className="block text-small text-ink-muted">
      Created <Time at={key.created_at} />, {key.last_used_at === null ? 'never used' : <>last used {<Time at={key.last_used_at} />}</>}
    </span>
  )
}
