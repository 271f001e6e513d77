import { useSyncExternalStore } from 'react'

const EVERY_MS = 10_000
let ticks = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  if (document.hidden) return
  ticks++
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(tick, EVERY_MS)
    document.addEventListener('visibilitychange', tick)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', tick)
  }
}

/** Renders a component again every ten seconds, and when the tab is shown again, so that `5 min. ago` stays true. */
export function useTicking(): void {
  useSyncExternalStore(subscribe, () => ticks)
}
