import type { components } from '../../../generated/config/types.ts'

type Schemas = components['schemas']
export type Me = Schemas['Me']

export type SessionState =
  | { kind: 'setup' }
  | { kind: 'signed-out' }
  | { kind: 'signed-in'; session: Schemas['Session']; me: Me }
  /** Signed in with a project's key, which has no session: kept in memory, gone with the tab. */
  | { kind: 'project-key'; key: string; me: Me }

let state = readPage()

/** Reads the state that the Worker wrote into the page (src/workers/panel.ts). */
function readPage(): SessionState {
  const text = document.querySelector('meta[name="session-state"]')?.getAttribute('content') ?? ''
  return text.startsWith('{') ? (JSON.parse(text) as SessionState) : { kind: 'signed-out' }
}

export const sessionState = (): SessionState => state

export function useProjectKey(key: string, me: Me): void {
  state = { kind: 'project-key', key, me }
}

/** Who is signed in. Throws on the pages before signing in. */
export function me(): Me {
  if (state.kind === 'signed-in' || state.kind === 'project-key') return state.me
  throw new Error('Nobody is signed in')
}

/** Loads the page anew: the Worker writes its policy for who is signed in, so a new session needs a new page. */
export function reloadAt(path: string): void {
  window.location.assign(path)
}
