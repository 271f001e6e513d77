// Sends the requests of scripts. If no response comes, the error says which address was tried, why, and what to do: the error of `fetch`
// alone is only "fetch failed".

const MORE = 'More: docs/deployment/troubleshooting.md, "A command does not reach the platform".'
const RUNS = 'Is the address right, and does the platform run? On this machine, npm start or npm run try:account starts one.'
const NAME = 'Is the name of the host spelled right, and is this machine connected?'
const TLS = 'Does the address begin with https:// or http:// as it should, and is its certificate valid?'
/** For each reason why no connection was made, what the user can do. */
const ADVICE = { ECONNREFUSED: RUNS, EHOSTUNREACH: RUNS, ENETUNREACH: RUNS, ENOTFOUND: NAME, EAI_AGAIN: NAME }

/**
 * Like `fetch`. If no response comes, throws an error that names the address and the reason.
 * @param advice a sentence of the error that says what to do. If it is left out, the error says how to reach a platform.
 */
export async function reach(request, options, advice) {
  const url = request instanceof Request ? request.url : String(request)
  try {
    return await fetch(request, options)
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === null) throw error
    const doThis = advice ?? `${adviceFor(reason)} ${MORE}`
    throw new Error(`${faultOf(url, reason)} ${doThis}`, { cause: error })
  }
}

/** Returns why `fetch` got no response, such as `ECONNREFUSED`; null if the error is not one of `fetch`. */
export function reasonOf(error) {
  if (error?.name === 'TimeoutError') return 'timeout'
  if (!(error instanceof TypeError)) return null
  return error.code ?? error.cause?.code ?? error.cause?.message ?? null
}

function faultOf(url, reason) {
  const { origin } = URL.canParse(url) ? new URL(url) : { origin: 'null' }
  if (origin === 'null') return `"${url}" is no address: it begins with https:// or http://.`
  return reason in ADVICE ? `Nothing answers at ${origin} (${reason}).` : `The request to ${origin} failed (${reason}).`
}

const adviceFor = (reason) => ADVICE[reason] ?? (/CERT|SSL|TLS|EPROTO|ALTNAME|SIGNATURE/.test(reason) ? TLS : RUNS)

/** Parses a response of the platform. Throws if it is not JSON: something else has answered, such as a proxy or another website. */
export function parsed(text, url, status) {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch (error) {
    throw notThePlatform(url, status, error)
  }
}

/** Returns the error for a response that the platform cannot have sent. */
export function notThePlatform(url, status, cause) {
  const message = `${url} answered ${status}, but not as the platform does. Is the address right? ${MORE}`
  return Object.assign(new Error(message, { cause }), { status })
}
