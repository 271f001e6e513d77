import type { components } from '../../../generated/config/types.ts'

type Schemas = components['schemas']
export type Me = Schemas['Me']

export type SessionState =
  | { kind: 'setup' }
  | { kind: 'signed-out' }
  | { kind: 'signed-in'; session: Schemas['Session']; me: Me }
  /** Signed in with a project's key, which has no session: kept in memory, gone with the tab. */
  | { kind: 'project-key'; key: string; me: Me }

const LINK = '#sign-in='
/** The code of a sign-in link. Taken before anything else runs, and out of the address, so that it is in no history. */
export const signInCode = takeCode()
let state = readPage()

function takeCode(): string | null {
  const { hash, pathname, search } = window.location
  if (!hash.startsWith(LINK)) return null
  window.history.replaceState(null, '', pathname + search)
  return hash.slice(LINK.length)
}

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
