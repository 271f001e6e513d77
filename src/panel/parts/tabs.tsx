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
 * When the font has loaded, the tabs become narrower, and the library measures whether they fit. But the highlight of the active tab is
 * still moving to its new place, so the tabs seem too wide. When the highlight has arrived, this function makes the library measure again.
 */
function measureAgain({ currentTarget }: TransitionEvent<HTMLElement>): void {
  currentTarget.querySelector('[role="tablist"]')?.dispatchEvent(new Event('scroll'))
}
