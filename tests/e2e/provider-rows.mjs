// The table of provider faults. Each fault occurs on a real network connection. Each row says how the fake fails, and how the generation
// must end. `end`: the error code, or null for a picture. `submits`: the number of paid calls that the provider received. `charge`: `none`,
// `all` (the full price), `came` (the price of the returned pictures), or `held` (nothing yet, but the maximum price is held, because the
// provider may have billed).

const SHORT = { deadline_ms: 5000 }
const inSeconds = (seconds) => new Date(Date.now() + seconds * 1000).toUTCString()

const held = { end: 'outcome_indeterminate', submits: 1, charge: 'held' }
const again = { end: null, submits: 2, charge: 'all' }
const ended = (end, submits = 1) => ({ end, submits, charge: 'none' })
const atSubmit = (title, fault, expected, more = {}) => ({ title, fault: () => ({ at: 'submit', ...fault() }), expected, ...more })
const named =
  (name, once = true) =>
  () => ({ name, once })

const SUBMIT = [
  { title: 'a picture, from the request to its bytes', expected: { end: null, submits: 1, charge: 'all' } },
  // The local runtime reports a refused network connection like a broken one. After a broken connection the provider may have billed, so
  // this row expects a held amount. On Cloudflare nothing would be held: there a refused connection is recognized by the status 521.
  { title: 'connection refused', refusesConnections: true, expected: { ...held, submits: 0 } },
  atSubmit('the connection breaks', named('connection_lost'), held),
  atSubmit('no answer at all', named('silent'), held, { body: SHORT }),
  atSubmit('headers, then silence', named('headers_then_silence'), held, { body: SHORT }),
  atSubmit('one byte at a time', named('drip'), held, { body: SHORT }),
  atSubmit('429 with seconds', () => ({ name: 'rate_limited', once: true, retryAfter: '1' }), again, { atLeastMs: 1000 }),
  atSubmit('429 with a date', () => ({ name: 'rate_limited', once: true, retryAfter: inSeconds(3) }), again, { atLeastMs: 1900 }),
  atSubmit('429 without a word of when', named('rate_limited'), again),
  atSubmit('429 with nonsense', () => ({ name: 'rate_limited', once: true, retryAfter: 'soon' }), again),
  atSubmit('429 with an absurd wait', () => ({ name: 'rate_limited', retryAfter: '99999999999' }), ended('provider_rate_limited')),
  atSubmit('429 for ever', named('rate_limited', false), ended('provider_rate_limited', 4)),
  atSubmit('500 once', named('server_error'), again),
  atSubmit('500 as a web page, once', named('html_error'), again),
  atSubmit('500 for ever', named('server_error', false), ended('provider_unavailable', 3)),
  atSubmit('502 of a gateway', named('gateway_error'), held),
  atSubmit('401', named('unauthorized', false), ended('provider_credential_rejected')),
  atSubmit('403', named('forbidden', false), ended('provider_credential_rejected')),
  atSubmit('402', named('no_credit', false), ended('provider_error')),
  atSubmit('the secret in an error', named('secret_echo', false), ended('provider_bad_request')),
  atSubmit('malformed JSON', named('malformed'), held),
  atSubmit('an empty answer', named('empty'), held),
  atSubmit('a web page', named('html'), held),
  atSubmit('another schema', named('wrong_schema'), held),
  atSubmit('200 with an error inside', named('error_in_200'), held),
  atSubmit('an answer that breaks off', named('truncated'), held),
  atSubmit('a redirect to 127.0.0.1', named('redirect', false), ended('provider_bad_answer', 2)),
  { title: 'a safety refusal', refuses: true, expected: ended('safety_refused') },
  {
    title: 'fewer pictures than asked for',
    several: true,
    gives: 2,
    body: { n: 4 },
    expected: { end: null, submits: 1, charge: 'came', images: 2 },
  },
]

const NONE = [
  { title: 'no pictures at all', several: true, gives: 0, queued: false, expected: held },
  { title: 'no pictures at all, to each poll', several: true, gives: 0, queued: true, body: SHORT, expected: held },
]

const POLL = [
  ['429', () => ({ name: 'rate_limited', retryAfter: '1' })],
  ['500', named('server_error')],
  ['a web page', named('html')],
  ['malformed JSON', named('malformed')],
  ['another schema', named('wrong_schema')],
  ['an answer that breaks off', named('truncated')],
  ['the connection breaks', named('connection_lost')],
  ['a redirect to 127.0.0.1', named('redirect')],
].map(([title, fault]) => ({
  title: `poll: ${title}; asked again`,
  queued: true,
  fault: () => ({ at: 'poll', once: true, ...fault() }),
  expected: { end: null, submits: 1, charge: 'all' },
}))

/** The expected result if the provider's picture cannot be used: the provider has made and billed it, so it is not requested again. */
const wasted = { end: 'provider_bad_answer', submits: 1, charge: 'all' }
const PICTURE = [
  { title: 'picture: SVG', pictureFault: 'svg', expected: wasted },
  { title: 'picture: a web page that says PNG', pictureFault: 'html', expected: wasted },
  { title: 'picture: truncated', pictureFault: 'truncated', expected: wasted },
  { title: 'picture: 30,000 × 30,000', pictureFault: 'huge', expected: wasted },
  { title: 'picture: a redirect to 169.254.169.254', pictureFault: 'redirect', addresses: true, expected: wasted },
  { title: 'picture: it begins, then silence', pictureFault: 'silent', addresses: true, body: SHORT, expected: wasted },
  { title: 'picture: gone', pictureFault: 'gone', addresses: true, expected: wasted },
]

export const ROWS = [...SUBMIT, ...NONE, ...POLL, ...PICTURE]

/** Rows with large answers. They run for one provider at a time, because the load of several providers would change the results. */
export const LARGE_ROWS = [
  atSubmit('an answer of 300 MB, compressed to 300 kB', named('gzip_bomb'), held),
  atSubmit('an answer without end', named('endless'), held),
  { title: 'picture: 500 MB', pictureFault: 'endless', addresses: true, expected: wasted },
]

/**
 * Adapts a row of the fault table to a model that makes at most `most` pictures in one call. If the row requests more pictures, the adapted
 * row requests `most`. Each row that sets the number of requested pictures tests an answer with fewer pictures than requested. So in the
 * adapted row, the fake's answer has at most `most - 1` pictures.
 */
export function rowFor(row, { most }) {
  if (row.body?.n === undefined || row.body.n <= most) return row
  const gives = Math.min(row.gives, most - 1)
  return { ...row, gives, body: { ...row.body, n: most }, expected: { ...row.expected, images: gives } }
}

export function applies(row, subject) {
  if (row.several && subject.most === 1) return false
  if (row.queued !== undefined && row.queued !== (subject.queued ?? false)) return false
  return !row.addresses || subject.addresses
}
