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
 * Makes the library measure again whether the tabs have too little room. The library measures when the font has loaded, which makes the
 * tabs narrower. At this moment the mark of the active tab has not moved yet, so the library finds the tabs too wide. This function runs
 * when the mark has moved.
 */
function measureAgain({ currentTarget }: TransitionEvent<HTMLElement>): void {
  currentTarget.querySelector('[role="tablist"]')?.dispatchEvent(new Event('scroll'))
}
