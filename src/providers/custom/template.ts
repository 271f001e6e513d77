// Request templates: JSON in which `{{prompt}}` stands for the prompt. Values are put in, nothing is computed: no code, no loops.
import type { Json } from '../../shared/json.ts'

export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'prompt',
  'negative_prompt',
  'model',
  'operation',
  'n',
  'width',
  'height',
  'size',
  'aspect_ratio',
  'resolution',
  'seed',
  'quality',
  'style',
  'format',
  'compression',
  'background',
  'strength',
  'guidance',
  'steps',
  'enhance_prompt',
  'generation_id',
  'image_address',
  'image_base64',
  'mask_base64',
])
export type Values = Record<string, Json>

const PATTERN = /\{\{\s*([a-z0-9_]+)\s*\}\}/g

export function placeholdersIn(template: Json): string[] {
  if (typeof template === 'string') return Array.from(template.matchAll(PATTERN), (match) => match[1]!)
  if (template === null || typeof template !== 'object') return []
  return Object.entries(template).flatMap(([name, inner]) => [
    ...(Array.isArray(template) ? [] : placeholdersIn(name)),
    ...placeholdersIn(inner),
  ])
}

/**
 * Fills the template. A text that is only a placeholder becomes the value itself, also a number or a list; if the value is null, the
 * member is left out. Inside a longer text, null becomes an empty text. Values are never searched for placeholders.
 */
export function fill(template: Json, values: Values): Json {
  return filled(template, values) ?? null
}

function filled(template: Json, values: Values): Json | undefined {
  if (typeof template === 'string') {
    const whole = /^\{\{\s*([a-z0-9_]+)\s*\}\}$/.exec(template)
    if (whole) return values[whole[1]!] ?? undefined
    return template.replaceAll(PATTERN, (_, name: string) => textOf(values[name] ?? null))
  }
  if (template === null || typeof template !== 'object') return template
  if (Array.isArray(template)) return template.flatMap((each) => filled(each, values) ?? [])
  const object: { [name: string]: Json } = {}
  for (const [name, inner] of Object.entries(template)) {
    const value = filled(inner, values)
    if (value !== undefined) Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })
  }
  return object
}

/**
 * Fills a path, encoding each value so that none can leave its segment; the slashes of a model's name stay. Throws RangeError for a step
 * up.
 */
export function fillPath(template: string, values: Record<string, string>): string {
  return template.replaceAll(PATTERN, (_, name: string) => {
    const segments = name === 'model' ? (values[name] ?? '').split('/') : [values[name] ?? '']
    // Encoding does not help against dots: %2E%2E is also a step up.
    if (segments.some((segment) => segment === '.' || segment === '..')) throw new RangeError(`${name} cannot be part of a path`)
    return segments.map((segment) => encodeURIComponent(segment)).join('/')
  })
}

function textOf(value: Json): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}

const MAX_FOUND = 20

/** The values at a JSON pointer; `*` matches every element. */
export function valuesAt(body: Json, pointer: string): Json[] {
  let found: Json[] = [body]
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    found = found
      .flatMap((each): Json[] => {
        if (each === null || typeof each !== 'object') return []
        if (name === '*') return Object.values(each)
        return Object.hasOwn(each, name) ? [(each as { [name: string]: Json })[name]!] : []
      })
      .slice(0, MAX_FOUND)
  }
  return found
}
