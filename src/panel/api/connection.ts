// Whether the platform can be reached. A request without any response marks it as unreachable; any response to a health check clears this.
import { useSyncExternalStore } from 'react'

let lost = false
const listeners = new Set<() => void>()
const CHECK_EVERY_MS = 2_000

function set(next: boolean): void {
  if (lost === next) return
  lost = next
  for (const listener of listeners) listener()
}

export function connectionLost(): void {
  if (lost) return
  set(true)
  void waitForAnswer()
}

async function waitForAnswer(): Promise<void> {
  while (lost) {
    await new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS))
    if (document.hidden) continue
    const answer = await fetch('/config/v1/health', { cache: 'no-store' }).catch(() => null)
    if (answer !== null) set(false)
  }
}

/** Calls `listener` each time that the platform can be reached again. */
export function onConnectionBack(listener: () => void): void {
  listeners.add(() => !lost && listener())
}

export function useConnectionLost(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => lost,
  )
}
