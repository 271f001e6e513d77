// Keeps track of the forms whose entries are not saved. `AskBeforeLoss` asks the user before they are lost. Each drawer has forms of its
// own, so that closing it asks for these alone.
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

/** The forms of the page itself. */
export const pageForms = new Forms()
/** The forms to which a form belongs: those of the page, or those of the drawer around it. */
export const FormsContext = createContext(pageForms)

/** Registers a form that is shown: `useUnsaved(() => isChanged)`. A dialog that is itself the form passes its own `Forms`. */
export function useUnsaved(isUnsaved: () => boolean, own?: Forms): void {
  const around = use(FormsContext)
  const forms = own ?? around
  const ask = useEffectEvent(isUnsaved)
  useEffect(() => forms.add(() => ask()), [forms])
}

/** Returns whether any form is shown, saved or not. */
export const useHasForms = ({ subscribe, isEmpty }: Forms): boolean => !useSyncExternalStore(subscribe, isEmpty)

let ownMoves = 0
/** Whether the panel itself is going back in the history, for example because a form was saved or canceled. */
export const isOwnMove = (): boolean => ownMoves > 0

/** Notes that the panel itself goes back in the history, until it has arrived. */
export function noteOwnMove(arrived: Promise<unknown> | undefined): void {
  if (arrived === undefined) return
  ownMoves++
  const end = () => void ownMoves--
  arrived.then(end, end)
}
