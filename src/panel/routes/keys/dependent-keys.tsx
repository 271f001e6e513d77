import type { components } from '../../../../generated/config/types.ts'

type Key = components['schemas']['Key']

/** Warns, in the dialog that revokes a key, that the keys which were made with this key end as well. */
export function DependentKeys({ of: key }: { of: Pick<Key, 'kind' | 'replaced_by'> }) {
  // A project's key makes no keys. The successor of a rotated key keeps the keys that were made with the rotated one.
  if (key.kind === 'project' || key.replaced_by !== null) return null
  return (
    <p className="mt-3">
      <strong className="text-ink">Every key that was created or rotated with it, or in a session that it opened, ends as well</strong>, and
      every key that was created with those. To keep them, rotate this key instead, and let the old one end at once.
    </p>
  )
}
