import type { GenerationRecord } from '../model/generation.ts'

const MOST_CHARACTERS = 4000

/** The warnings as a header, for clients that drop what they do not know of a body. Empty if there are none. */
export function warningsHeader({ warnings }: Pick<GenerationRecord, 'warnings'>): Record<string, string> {
  if (warnings.length === 0) return {}
  const entries: string[] = []
  let length = 2
  for (const warning of warnings) {
    const entry = ascii(JSON.stringify(warning))
    length += entry.length + 1
    if (length > MOST_CHARACTERS) break
    entries.push(entry)
  }
  return { 'X-Warnings': `[${entries.join(',')}]` }
}

/** A header allows nothing else; JSON has an escape for the rest. */
function ascii(json: string): string {
  return json.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
