// Turns a recorded response into an example: it contains no secret, and every recording gives the same text.
import type { Node } from '../emit/document.ts'

/** In the examples, the first id of each kind consists of a prefix and this text, for example `key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ`. */
export const FIRST_ID = '01K9ZQ4X1V7M3T8B5N2D6F0GHJ'
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const START = Date.parse('2026-11-24T09:30:00.000Z')
const HOUR_MS = 3_600_000
const STEP_MS = 300_000
const DAY_MS = 24 * HOUR_MS
const MOST_ITEMS = 2
const SHORT_PICTURE = 'iVBORw0KGgo='
/** The durations that the examples show instead of the recorded ones. The keys are the fields of `timing_ms`. */
const DURATIONS: Record<string, number> = { queued: 3, provider: 420, storage: 80, overhead: 12, total: 515 }

/**
 * Returns a function that cleans a recorded value.
 * @param recordedAt a time in the middle of the recording. Instead of this time, the examples show START (see `fixedTime`).
 * @param addresses maps each address in the recording to the address that the examples show instead.
 */
export function cleaner(recordedAt: number, addresses: Record<string, string>): (value: unknown) => unknown {
  const ids = new Map<string, string>()

  const fixedId = (prefix: string, id: string): string => {
    const key = `${prefix}_${id}`
    if (!ids.has(key)) {
      const count = [...ids.keys()].filter((each) => each.startsWith(`${prefix}_`)).length
      // The first id of each kind becomes the prefix and FIRST_ID. Each further id of this kind gets two other characters at its end, so
      // that the ids can be distinguished.
      ids.set(
        key,
        `${prefix}_${FIRST_ID.slice(0, -2)}${count === 0 ? FIRST_ID.slice(-2) : ALPHABET[Math.floor(count / 32) % 32]! + ALPHABET[count % 32]!}`,
      )
    }
    return ids.get(key)!
  }
  /**
   * Returns the time that the example shows. Times during the recording become START. An earlier or later time keeps its distance from the
   * recording, rounded to five minutes.
   */
  const fixedTime = (milliseconds: number) => START + Math.round((milliseconds - recordedAt) / STEP_MS) * STEP_MS

  const cleanText = (text: string): string => {
    let clean = text
    for (const [real, shown] of Object.entries(addresses))
      clean = clean.replaceAll(real, shown).replaceAll(encodeURIComponent(real), encodeURIComponent(shown))
    return clean
      .replaceAll(/cma_(live|once|panel|oauth|refresh)_[A-Za-z0-9_.-]{8,}/g, 'cma_$1_example')
      .replaceAll(/whsec_[A-Za-z0-9+/=_-]+/g, 'whsec_ZXhhbXBsZSBzZWNyZXQgb2YgYSB3ZWJob29r')
      .replaceAll(/\b([a-z]+)_([0-9A-HJKMNP-TV-Z]{26})\b/g, (_, prefix: string, id: string) => fixedId(prefix, id))
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, (time) => new Date(fixedTime(Date.parse(time))).toISOString())
      .replaceAll(/([?&](?:sig|signature|token|code|t|s)=)[^&"\s]+/g, '$1example')
      .replaceAll(/\b(\d+\.\d+\.\d+)\+[0-9a-f]{7,}(?:\.changed)?/g, '$1')
      .replaceAll(/([?&](?:exp|expires)=)\d+/g, `$1${(START + HOUR_MS) / 1000}`)
      .replaceAll(/\b[0-9a-f]{64}\b/g, '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08')
  }

  /**
   * Cleans the JSON in each line of an event stream, or of a list with one JSON document per line. A list keeps only its first
   * `MOST_ITEMS` lines.
   */
  const cleanLines = (text: string): string => {
    const lines = text.split('\n').map((line) => {
      const [, before, json] = /^(data: )?(\{.*\})$/.exec(line) ?? []
      return json === undefined ? line : `${before ?? ''}${JSON.stringify(clean(JSON.parse(json), ''))}`
    })
    return text.startsWith('{') ? `${lines.slice(0, MOST_ITEMS).join('\n')}\n` : lines.join('\n')
  }

  // This function has many branches: each name and each kind of value that differs between recordings needs its own.
  const clean = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      if (/b64|base64/.test(name) && value.length > 100) return SHORT_PICTURE
      if (name === 'prefix' && value.startsWith('cma_')) return 'cma_live_TKOD'
      if (name === 'last_four') return 'bZTt'
      if (name === 'next_cursor') return 'MjAyNi0xMS0yNFQwOTozMA'
      if (name === 'start' || name === 'bucket_start' || name === 'day_start') return new Date(START - (START % DAY_MS)).toISOString()
      if (name === 'month_start') return '2026-11-01T00:00:00.000Z'
      if (name === 'resets_at' && Date.parse(value) - recordedAt > DAY_MS) return '2026-12-01T00:00:00.000Z'
      if (/^(: |data: |event: |\{)/.test(value) && value.includes('\n')) return cleanLines(value)
      if (name === 'csrf_token') return 'f3a9c2d87b61e05498ab'
      return cleanText(value)
    }
    if (typeof value === 'number') {
      if (name === 'created' || name === 'created_at' || name === 'client_id_issued_at') return START / 1000
      if (/duration_ms|latency_ms|elapsed_ms|mean_ms|longest_ms/.test(name)) return 12
      return value
    }
    if (Array.isArray(value)) return (typeof value[0] === 'object' ? value.slice(0, MOST_ITEMS) : value).map((item) => clean(item, name))
    if (value === null || typeof value !== 'object') return value
    if ('openapi' in value) return { openapi: (value as Node).openapi, info: { title: (value as Node).info.title }, paths: {} }
    const entries = name === 'by_operation' ? Object.entries(value).slice(0, MOST_ITEMS) : Object.entries(value)
    if (/timing/.test(name)) return Object.fromEntries(entries.map(([part, time]) => [part, time === null ? null : (DURATIONS[part] ?? 0)]))
    // The name of a member can itself be an id, for example in the object `names` of the audit log. So the names are cleaned, too.
    return Object.fromEntries(entries.map(([member, each]) => [cleanText(member), clean(each, member)]))
  }
  return (value) => clean(value, '')
}
