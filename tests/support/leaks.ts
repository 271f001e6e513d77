import { env } from 'cloudflare:workers'

/**
 * Returns the encodings in which a secret may appear in another text: plain, escaped, in hex, and in base64 at any of its three offsets.
 */
export function spellings(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const found = new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), hex, hex.toUpperCase()])
  for (const offset of [0, 1, 2]) {
    const shifted = new Uint8Array(offset + bytes.length)
    shifted.set(bytes, offset)
    const whole = shifted.toBase64({ omitPadding: true })
    // If the secret is part of a longer text, the base64 characters at both ends of the secret also depend on the bytes next to it. So
    // these characters are removed.
    const inner = whole.slice(offset === 0 ? 0 : offset + 1, shifted.length % 3 === 0 ? undefined : -1)
    found.add(inner)
    found.add(inner.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return [...found]
}

/**
 * Looks for planted secrets in texts. `canaries` are the secrets with their names, `places` the texts with their names. Returns
 * `<name of the secret> in <name of the text>` for each secret that a text contains.
 */
export function findLeaks(canaries: Record<string, string>, places: Iterable<[name: string, text: string]>): string[] {
  const wanted = Object.entries(canaries).flatMap(([name, secret]) => spellings(secret).map((spelling) => [name, spelling] as const))
  const leaks = new Set<string>()
  for (const [place, text] of places) for (const [name, spelling] of wanted) if (text.includes(spelling)) leaks.add(`${name} in ${place}`)
  return [...leaks]
}

/** Returns every row of every table of a database, as text. */
export async function databaseTexts(database: D1Database, name: string): Promise<[string, string][]> {
  const { results: tables } = await database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'")
    .all<{ name: string }>()
  const texts: [string, string][] = []
  for (const table of tables) {
    const { results } = await database.prepare(`SELECT * FROM "${table.name}"`).all()
    for (const [index, row] of results.entries()) texts.push([`${name}.${table.name}[${index}]`, Object.values(row).map(String).join('\n')])
  }
  return texts
}

export async function keyValueTexts(): Promise<[string, string][]> {
  const { keys } = await env.SNAPSHOTS.list()
  return Promise.all(
    keys.map(async ({ name }): Promise<[string, string]> => [`SNAPSHOTS ${name}`, `${name}\n${await env.SNAPSHOTS.get(name)}`]),
  )
}

/** Returns everything in the SQLite database of a Durable Object. Runs inside the object. */
export function objectTexts(state: DurableObjectState, name: string): [string, string][] {
  const tables = state.storage.sql
    .exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
    .toArray()
  return tables.flatMap((table) => {
    const rows = state.storage.sql.exec(`SELECT * FROM "${String(table['name'])}"`).toArray()
    return rows.map((row, index): [string, string] => [
      `${name}.${String(table['name'])}[${index}]`,
      Object.values(row).map(String).join('\n'),
    ])
  })
}
