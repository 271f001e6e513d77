// The errors in the log of the local server, for commands that do not show the log itself.
import { stripVTControlCharacters } from 'node:util'

const LONGEST_MESSAGE = 400
const LONGEST_LINE = 20_000
/** The names of the ids in a log line that lead to what was affected. */
const IDS = ['generation_id', 'request_id', 'instance_id']

/**
 * Returns a function that takes one stream of the server's output, piece by piece. It calls `onError` with each error that the platform
 * logs, as { text, of }: `text` is the same if the same error repeats, and `of` says what was affected.
 */
export function errorReader(onError) {
  let rest = ''
  return (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop().slice(-LONGEST_LINE)
    for (const line of lines) {
      const error = errorIn(line)
      if (error !== null) onError(error)
    }
  }
}

/** Returns the error that the platform has logged with this line; null if the line is no error of the platform. */
function errorIn(line) {
  // Wrangler colours the line, and puts `✘ [ERROR]` before it.
  const plain = stripVTControlCharacters(line)
  const at = plain.indexOf('{"level":"error"')
  if (at === -1) return null
  let fields
  try {
    fields = JSON.parse(plain.slice(at))
  } catch {
    return null
  }
  const message = fields.message ?? fields.code ?? fields.state
  const id = IDS.map((name) => fields[name]).find((value) => value !== undefined)
  return { text: message === undefined ? fields.event : `${fields.event}: ${shortened(message)}`, of: id ?? null }
}

const shortened = (text) => (text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text)

/** Returns a function for `errorReader` that reports an error once, and then at most once in `quietMs` while the same error repeats. */
export function sparingly(report, { quietMs = 60_000, now = Date.now } = {}) {
  const reportedAt = new Map()
  return ({ text, of }) => {
    const at = now()
    for (const [known, since] of reportedAt) if (at - since >= quietMs) reportedAt.delete(known)
    if (reportedAt.has(text)) return
    reportedAt.set(text, at)
    report(of === null ? text : `${text} (${of})`)
  }
}

/** Returns the newest errors as lines, each with the number of times that it occurred; an empty text if there are none. */
export function newestErrors(errors, most = 5) {
  const counts = new Map()
  for (const { text, of } of errors) {
    const count = (counts.get(text)?.count ?? 0) + 1
    // The entry is added anew, so that the entries are in the order of the last occurrence.
    counts.delete(text)
    counts.set(text, { count, of })
  }
  return [...counts]
    .slice(-most)
    .map(([text, { count, of }]) => `  ${text}${of === null ? '' : ` (${of})`}${count === 1 ? '' : `, ${count} times`}`)
    .join('\n')
}
