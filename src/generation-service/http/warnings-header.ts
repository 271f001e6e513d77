import type { GenerationRecord } from '../model/generation.ts'

const MOST_CHARACTERS = 4000

/**
 * Returns a header with as many warnings as fit into 4,000 characters, or an empty object if there are no warnings. The header is for
 * clients of OpenAI that do not know the field `warnings` of the body, because OpenAI has no such field.
 */
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

/** Replaces each character that a header cannot hold by its JSON escape, for example `é` by `\u00e9`. */
function ascii(json: string): string {
  return json.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
