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
 * Makes the library measure again whether the tabs fit. When the font has loaded, the tabs become narrower, and the library measures them.
 * But the highlight of the active tab then begins to slide to its new place. While it is still at its old place, the library finds the tabs
 * too wide. So they are measured again when the highlight has arrived.
 */
function measureAgain({ currentTarget }: TransitionEvent<HTMLElement>): void {
  currentTarget.querySelector('[role="tablist"]')?.dispatchEvent(new Event('scroll'))
}
