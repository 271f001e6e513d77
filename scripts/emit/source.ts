// Makes small parts of TypeScript source text.

/** The first line of every generated file. */
export const BANNER = '// Generated from openapi/ by `npm run generate`. Do not edit.\n'

/** Writes a JSON value as TypeScript, with single quotes for texts. */
export function literal(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

// Status codes must be written as numbers. The types of handlers look a response up by a number, and would not find the text '200'.
const propertyName = (name: string) => (/^(?:[A-Za-z_$][\w$]*|[1-5]\d\d)$/.test(name) ? name : literal(name))

export function objectSource(entries: [name: string, source: string][]): string {
  if (!entries.length) return '{}'
  return `{\n${entries.map(([name, source]) => `  ${propertyName(name)}: ${source.replaceAll('\n', '\n  ')},`).join('\n')}\n}`
}

export const regexSource = (pattern: string) => `/${new RegExp(pattern, 'u').source}/u`

export const docComment = (text: string | undefined) =>
  text ? `/** ${text.trim().replaceAll('*/', '*\\/').replaceAll('\n', '\n * ')} */\n` : ''

export function fail(at: string, why: string): never {
  throw new Error(`${at}: ${why}`)
}

/** Keywords that describe a schema and restrict nothing. */
const DESCRIBING = ['summary', 'description', 'example', 'examples', 'externalDocs']

/** Throws for an unknown keyword, so that nothing in the contract is ignored silently. */
export function onlyKeywords(node: object, at: string, known: string[]): void {
  const unknown = Object.keys(node).filter(
    (keyword) => !known.includes(keyword) && !DESCRIBING.includes(keyword) && !keyword.startsWith('x-'),
  )
  if (unknown.length) fail(at, `unsupported keyword(s): ${unknown.join(', ')}`)
}
