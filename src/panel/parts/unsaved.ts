// Keeps track of the forms whose entries are not saved. The shell asks the user before another page replaces such a form (`AskBeforeLoss` in
// shell/shell.tsx).
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

const forms = new Set<() => boolean>()
const listeners = new Set<() => void>()
const changed = () => {
  for (const listener of listeners) listener()
}

/** Registers a form that is shown: `useUnsaved(() => isChanged)`. */
export function useUnsaved(isUnsaved: () => boolean): void {
  const ask = useEffectEvent(isUnsaved)
  useEffect(() => {
    const form = () => ask()
    forms.add(form)
    changed()
    return () => {
      forms.delete(form)
      changed()
    }
  }, [])
}

export const hasUnsaved = (): boolean => [...forms].some((isUnsaved) => isUnsaved())

/** Returns whether the page shows a form, saved or not. */
export const useHasForms = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => forms.size > 0,
  )
