import { MagnifyingGlassIcon } from '@phosphor-icons/react'
import { cn, Input } from '../ui.ts'

/** A field for words to search for; `label` is its name and its placeholder. */
export function SearchInput({
  label,
  value,
  onChange,
  className,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  className?: string
}) {
  return (
    <div className={cn('relative', className)}>
      <MagnifyingGlassIcon className="pointer-events-none absolute top-1/2 left-3 z-10 size-4 -translate-y-1/2 text-ink-muted" />
      <Input
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="w-full ps-9"
        type="search"
      />
    </div>
  )
}
