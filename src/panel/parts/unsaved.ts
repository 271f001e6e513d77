// A `Forms` object knows the forms that are shown, and which of them have unsaved input. `AskBeforeLoss` asks the user before this input
// is lost. Each drawer has its own `Forms`, so that closing the drawer asks only about the forms in it.
import { createContext, use, useEffect, useEffectEvent, useSyncExternalStore } from 'react'

export class Forms {
  readonly #forms = new Set<() => boolean>()
  readonly #listeners = new Set<() => void>()

  /** Registers a form. Returns a function that removes it. */
  add(isUnsaved: () => boolean): () => void {
    this.#forms.add(isUnsaved)
    this.#changed()
    return () => {
      this.#forms.delete(isUnsaved)
      this.#changed()
    }
  }

  hasUnsaved(): boolean {
    return [...this.#forms].some((isUnsaved) => isUnsaved())
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  isEmpty = (): boolean => this.#forms.size === 0

  #changed() {
    for (const listener of this.#listeners) listener()
  }
}

/** The forms on the page that are in no drawer or dialog. */
export const pageForms = new Forms()
/** The `Forms` that a form registers with: that of the drawer around the form, or that of the page if there is no drawer. */
export const FormsContext = createContext(pageForms)

/**
 * Registers a form while it is shown: `useUnsaved(() => isChanged)`. A component that renders a dialog around its form passes the `Forms`
 * of this dialog as `own`.
 */
export function useUnsaved(isUnsaved: () => boolean, own?: Forms): void {
  const around = use(FormsContext)
  const forms = own ?? around
  const ask = useEffectEvent(isUnsaved)
  useEffect(() => forms.add(() => ask()), [forms])
}

/** Returns whether any form is shown, with or without unsaved input. */
export const useHasForms = ({ subscribe, isEmpty }: Forms): boolean => !useSyncExternalStore(subscribe, isEmpty)

let ownMoves = 0
/** Whether the panel itself is going back in the history, for example because a form was saved or canceled. */
export const isOwnMove = (): boolean => ownMoves > 0

/** Makes `isOwnMove` return true until the promise `arrived` settles. It settles when the browser has gone back in the history. */
export function noteOwnMove(arrived: Promise<unknown> | undefined): void {
  if (arrived === undefined) return
  ownMoves++
  const end = () => void ownMoves--
  arrived.then(end, end)
}
