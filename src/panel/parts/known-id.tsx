import { CopyButton } from './copy-button.tsx'

/** `user_01jx5c0q8w9n3f2k` → `user_01jx…3f2k` */
export const shortId = (id: string): string => (id.length <= 16 ? id : `${id.slice(0, 9)}…${id.slice(-4)}`)

/** Shows the name of something that the API gives as an id. If the panel does not know its name, shows a short id that can be copied. */
export function KnownId({ id, name }: { id: string; name: string | undefined }) {
  if (name !== undefined)
    return (
      <bdi title={id} className="[overflow-wrap:anywhere]">
        {name}
      </bdi>
    )
  return (
    <span className="inline-flex items-center gap-1">
      <code className="font-mono text-small" title={id}>
        {shortId(id)}
      </code>
      <CopyButton text={id} label="Copy the id" />
    </span>
  )
}
