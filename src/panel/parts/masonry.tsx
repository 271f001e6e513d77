import { Children, type ReactNode, useLayoutEffect, useRef } from 'react'
import { cn } from '../ui.ts'

/**
 * The height in pixels of one row of the CSS grid. A card takes many rows, and its height is rounded up to whole rows. So the gap below a
 * card can be larger than the gap beside it, but by less than one row.
 */
const ROW_PX = 4

interface MasonryProps {
  /** The columns, for example `sm:grid-cols-2`. */
  columns: string
  /** The cards, each with a `key`. */
  children: ReactNode
}

/**
 * Lays out cards of different heights in columns, without empty room between them. Each card is added to the column that is shortest so
 * far. So no card begins higher than an earlier one.
 */
export function Masonry({ columns, children }: MasonryProps) {
  return (
    <ul className={cn('-mb-4 grid gap-x-4', columns)} style={{ gridAutoRows: ROW_PX }}>
      {Children.map(children, (card) => (
        <Tile>{card}</Tile>
      ))}
    </ul>
  )
}

function Tile({ children }: { children: ReactNode }) {
  const item = useRef<HTMLLIElement>(null)
  useLayoutEffect(() => {
    const box = item.current!
    const content = box.firstElementChild as HTMLElement
    const fit = () => {
      box.style.gridRowEnd = `span ${Math.ceil(content.offsetHeight / ROW_PX)}`
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(content)
    return () => observer.disconnect()
  }, [])
  return (
    <li ref={item} className="min-w-0">
      <div className="pb-4">{children}</div>
    </li>
  )
}
