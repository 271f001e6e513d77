import type { TransitionEvent } from 'react'
import { Tabs as LibraryTabs } from '../ui.ts'

interface TabsProps {
  tabs: { value: string; label: string }[]
  value: string
  onValueChange: (value: string) => void
}

/** Tabs that are as wide as their labels. If there is too little room, they can be scrolled. */
export function Tabs(props: TabsProps) {
  return (
    <div className="flex min-w-0" onTransitionEnd={measureAgain}>
      <LibraryTabs {...props} />
    </div>
  )
}

/**
 * Makes the library measure again whether the tabs fit, after the mark of the active tab has moved. The library itself measures when the
 * font has loaded, because the font makes the tabs narrower. At that moment, the mark has not moved yet, so the library finds the
 * tabs too wide.
 */
function measureAgain({ currentTarget }: TransitionEvent<HTMLElement>): void {
  currentTarget.querySelector('[role="tablist"]')?.dispatchEvent(new Event('scroll'))
}
