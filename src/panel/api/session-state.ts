import type { components } from '../../../generated/config/types.ts'

type Schemas = components['schemas']
export type Me = Schemas['Me']

export type SessionState =
  | { kind: 'setup' }
  | { kind: 'signed-out' }
  | { kind: 'signed-in'; session: Schemas['Session']; me: Me; tree: Schemas['Places'] | null; data_key: Schemas['DataKey'] | null }
  /** Signed in with a project key, which has no session. The key is held only in memory, so a reload of the page ends this state. */
  | { kind: 'project-key'; key: string; me: Me }

const LINK = '#sign-in='
/** The code of a sign-in link. It is removed from the address before anything else runs, so that the browser's history does not keep it. */
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
  const written = document.querySelector('meta[name="session-state"]')
  const text = written?.getAttribute('content') ?? ''
  // The state contains a data key, with which the panel calls the generation service. So the `meta` element with the state is removed from
  // the page. Otherwise the key would be in the file if somebody saved the page.
  written?.remove()
  return text.startsWith('{') ? (JSON.parse(text) as SessionState) : { kind: 'signed-out' }
}

export const sessionState = (): SessionState => state

export function useProjectKey(key: string, me: Me): void {
  state = { kind: 'project-key', key, me }
}

/** Returns who is signed in. Throws if nobody is signed in, for example on the sign-in page. */
export function me(): Me {
  if (state.kind === 'signed-in' || state.kind === 'project-key') return state.me
  throw new Error('Nobody is signed in')
}

let isHeld = false
let afterHold: string | null = null

/**
 * Makes the page stay open even if the session ends. Called when the page shows a secret or is about to get one. If the sign-in page
 * opened then, the secret would be lost, because it is shown only once. The dialog of the secret calls `releasePage` when it closes.
 */
export function holdPage(): void {
  isHeld = true
}

export function releasePage(): void {
  isHeld = false
  if (afterHold !== null) reloadAt(afterHold)
}

/**
 * Called when the session has ended on the server. Opens the sign-in page, which says so and leads back to this page after the sign-in. If
 * `holdPage` was called, waits for `releasePage`.
 */
export function sessionEnded(): void {
  const here = window.location.pathname + window.location.search
  const signIn = `/admin/sign-in?ended=1&next=${encodeURIComponent(here)}`
  if (isHeld) afterHold = signIn
  else reloadAt(signIn)
}

/** Loads the page again. The Worker writes the content security policy for the signed-in user, so a new session needs a new page. */
export function reloadAt(path: string): void {
  window.location.assign(path)
}
