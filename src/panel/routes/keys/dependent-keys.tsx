import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { count, counted } from '../../parts/format.tsx'
import { usePersonName } from '../people/names.ts'
import { KeyTimes } from './key-times.tsx'

type Key = components['schemas']['Key']

const SHOWN = 5

/** Says, in the dialog that revokes a key, how many other keys become invalid as well, and names the first of them. */
export function DependentKeys({ of: key }: { of: Pick<Key, 'id' | 'kind' | 'replaced_by'> }) {
  // A project's key cannot create keys, so nothing is shown for it. Nothing is shown for a rotated key either: the keys that it created
  // now depend on the key that replaced it, so they do not end with the old key.
  if (key.kind === 'project' || key.replaced_by !== null) return null
  return <KeysThatEnd with={key.id} />
}

/**
 * Returns how many other keys end if this key is revoked; undefined while the number is being loaded. A key that was rotated is in one
 * family with its successor, so the keys that were made with either of them are counted at the successor.
 */
export function useDependentCount({ id, replaced_by: successor }: Pick<Key, 'id' | 'replaced_by'>): number | undefined {
  const query = { depends_on: successor ?? id, limit: 1 }
  return config.useQuery('get', '/keys', { params: { query } }, { staleTime: 0 }).data?.dependent_keys
}

function KeysThatEnd({ with: id }: { with: string }) {
  const { data } = config.useQuery('get', '/keys', { params: { query: { depends_on: id, limit: SHOWN } } }, { staleTime: 0 })
  const total = data?.dependent_keys
  if (total === 0) return <p className="mt-3">No other key ends with it.</p>
  return (
    <div className="mt-3">
      {data === undefined || total === undefined ? (
        <p>
          <strong className="text-ink">Every key that was created or rotated with it, or in a session that it opened, ends as well</strong>,
          and every key that was created with those.
        </p>
      ) : (
        <>
          <p>
            <strong className="text-ink">{total === 1 ? 'Another key ends' : `${count(total)} other keys end`} with it</strong>, because a
            key ends with the one that created or rotated it, directly or in a session:
          </p>
          <ul className="mt-2 list-disc space-y-0.5 ps-5" aria-label="Keys that end with it">
            {data.data.map((key) => (
              <li key={key.id} className="[overflow-wrap:anywhere]">
                <bdi className="text-ink">{key.name}</bdi> <code className="font-mono text-small">{`${key.prefix}…${key.last_four}`}</code>
                {key.user_id !== null && <OfPerson id={key.user_id} organizationId={key.organization_id} />}
                <KeyTimes of={key} />
              </li>
            ))}
            {total > data.data.length && <li>{counted(total - data.data.length, data.data.length === 0 ? 'key' : 'more key')}</li>}
          </ul>
        </>
      )}
      <p className="mt-2">To keep them, close this, and choose Rotate instead of Revoke; the old key may end at once.</p>
    </div>
  )
}

function OfPerson({ id, organizationId }: { id: string; organizationId: string }) {
  return (
    <>
      {' '}
      of <bdi className="text-ink">{usePersonName(id, organizationId) ?? id}</bdi>
    </>
  )
}
