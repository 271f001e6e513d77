// A list whose order the user changes, by dragging or by buttons.
// <OrderedList labelledBy="fallbacks" items={chain.map((id) => ({ id, name: names[id] }))} disabled={false} onChange={setChain} />
import { ArrowDownIcon, ArrowUpIcon, DotsSixVerticalIcon, XIcon } from '@phosphor-icons/react'
import { type ReactNode, useState } from 'react'
import { Button, cn } from '../ui.ts'

interface OrderedListProps {
  /** The id of the element that names the list. */
  labelledBy: string
  items: { id: string; name: string }[]
  disabled: boolean
  /** Whether the user may change the order. False if the order means nothing; items can then only be removed. */
  isSortable?: boolean
  /** Returns a field to show between the name and the buttons of this item. */
  field?: (id: string) => ReactNode
  onChange: (ids: string[]) => void
}

export function OrderedList({ labelledBy, items, disabled, isSortable = true, field, onChange }: OrderedListProps) {
  const [dragged, setDragged] = useState<number | null>(null)
  const ids = items.map(({ id }) => id)
  const move = (from: number, to: number) => {
    if (to < 0 || to >= ids.length || from === to) return
    const next = ids.filter((_, index) => index !== from)
    next.splice(to, 0, ids[from]!)
    onChange(next)
  }
  return (
    <ol aria-labelledby={labelledBy} className="my-2 grid grid-cols-1 gap-2">
      {items.map(({ id, name }, index) => (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- everybody can sort with the buttons, too
        <li
          key={id}
          draggable={isSortable && !disabled}
          onDragStart={() => setDragged(index)}
          onDragEnd={() => setDragged(null)}
          onDragOver={(event) => dragged !== null && event.preventDefault()}
          onDrop={() => dragged !== null && move(dragged, index)}
          className={cn(
            'flex items-center gap-2 rounded-control border border-edge bg-surface px-2 py-1',
            dragged === index && 'border-accent',
          )}
        >
          {isSortable && <DotsSixVerticalIcon aria-hidden className="size-4 shrink-0 cursor-grab text-ink-faint" />}
          <span className="min-w-0 flex-1 truncate" dir="auto" title={name}>
            {isSortable ? `${index + 1}. ${name}` : name}
          </span>
          {field?.(id)}
          {isSortable &&
            (
              [
                [`Move ${name} up`, ArrowUpIcon, index - 1],
                [`Move ${name} down`, ArrowDownIcon, index + 1],
              ] as const
            ).map(([label, icon, to]) => (
              <Button
                key={label}
                type="button"
                size="sm"
                variant="ghost"
                shape="square"
                icon={icon}
                aria-label={label}
                disabled={disabled || to < 0 || to >= ids.length}
                onClick={() => move(index, to)}
              />
            ))}
          <Button
            type="button"
            size="sm"
            variant="ghost"
            shape="square"
            icon={XIcon}
            aria-label={`Remove ${name}`}
            disabled={disabled}
            onClick={() => onChange(ids.filter((each) => each !== id))}
          />
        </li>
      ))}
    </ol>
  )
}
