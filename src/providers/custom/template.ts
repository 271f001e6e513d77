// Request templates: JSON in which `{{prompt}}` stands for the prompt. Values are only inserted; there are no expressions and no code.
// Special objects are called forms. `$each` fills its template for several input pictures, `$input` for one. `$if` chooses between two
// templates: by the value of a placeholder, or by whether it has a value. `$map` replaces a value by another one.
import type { Json } from '../../shared/json.ts'
import type { InputImage, InputRole, Operation } from '../provider.ts'

/**
 * The placeholders for an input picture. Inside `$each` they stand for the current picture, inside `$input` for the picture that `$input`
 * chooses. In the body of an upload they stand for the picture that is uploaded. Everywhere else they stand for the first input picture.
 */
export const PICTURE_PLACEHOLDERS = [
  'image_address',
  'image_base64',
  'image_data_url',
  'image_file',
  'image_uploaded',
  'image_type',
  'image_role',
  'image_weight',
  'image_width',
  'image_height',
] as const
/** Placeholders that insert a whole picture into the request. */
export const WHOLE_PICTURES: readonly string[] = ['image_address', 'image_base64', 'image_data_url', 'image_file', 'image_uploaded']
export const MASK_PLACEHOLDERS = ['mask_base64', 'mask_data_url', 'mask_file', 'mask_uploaded'] as const

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
  'uuid',
  'random',
  'inputs',
  'mask',
  ...PICTURE_PLACEHOLDERS,
  ...MASK_PLACEHOLDERS,
])

/** A picture as a file of a multipart form. */
export class PictureFile {
  readonly input: InputImage
  readonly fileName: string
  constructor(input: InputImage, fileName: string) {
    this.input = input
    this.fileName = fileName
  }
}
export type Values = Record<string, Json | PictureFile>
export type Filled = Json | PictureFile | Filled[] | { [name: string]: Filled }
export interface Scope {
  values: Values
  inputs: { role: InputRole; values: Values }[]
}

const NAME = String.raw`[a-z0-9_]+|option\.[A-Za-z0-9_]+`
const PATTERN = new RegExp(String.raw`\{\{\s*(${NAME})\s*\}\}`, 'g')
const WHOLE = new RegExp(String.raw`^\{\{\s*(${NAME})\s*\}\}$`)

export interface EachForm {
  kind: 'each'
  /** True for `$input`, which becomes a single picture. False for `$each`, which becomes a list of pictures. */
  one: boolean
  roles: InputRole[] | null
  skip: number
  take: number | null
  item: Json
}
export interface IfForm {
  kind: 'if'
  /** The placeholders that `$if` tests. Its condition holds if the value of at least one of them is in the list `is`. */
  names: string[]
  /** The values for which the condition of `$if` holds. If `is` is null, the condition holds for every value except null. */
  is: string[] | null
  holding: Json | undefined
  otherwise: Json | undefined
}
export interface MapForm {
  kind: 'map'
  value: Json
  values: { [name: string]: Json }
  /** The result of `$map` for a value that is not in `values`. If this field is undefined, the result is the value itself. */
  otherwise: Json | undefined
}
export type Form = EachForm | IfForm | MapForm

/**
 * Returns the form (`$input`, `$each`, `$if` or `$map`) that an object in a template stands for; null for a plain object. If the
 * definition was validated, the fields of the form have the right types. Code that runs before the validation must tolerate wrong types.
 */
export function formOf(template: Json): Form | null {
  if (template === null || typeof template !== 'object' || Array.isArray(template)) return null
  const { roles = null } = template
  if (Object.hasOwn(template, '$input'))
    return {
      kind: 'each',
      one: true,
      roles: roles as InputRole[] | null,
      skip: template['$input'] as number,
      take: 1,
      item: template['item'] ?? null,
    }
  if (Object.hasOwn(template, '$each'))
    return {
      kind: 'each',
      one: false,
      roles: roles as InputRole[] | null,
      skip: (template['skip'] as number | undefined) ?? 0,
      take: (template['take'] as number | undefined) ?? null,
      item: template['item'] ?? null,
    }
  if (Object.hasOwn(template, '$if')) {
    const { $if: names, is, then: holding, else: otherwise } = template
    return {
      kind: 'if',
      names: (Array.isArray(names) ? names : [names]).filter((name) => typeof name === 'string'),
      is: Array.isArray(is) ? is.map(textOf) : null,
      holding,
      otherwise,
    }
  }
  if (Object.hasOwn(template, '$map')) {
    const { $map: value = null, values, else: otherwise } = template
    return { kind: 'map', value, values: values as { [name: string]: Json }, otherwise }
  }
  return null
}

export interface Use {
  name: string
  /** The `$each` or `$input` that contains the placeholder; null if neither does. */
  each: EachForm | null
  /** Whether the text consists of this placeholder alone. If so, the text becomes the value itself, which may be a number or a list. */
  whole: boolean
}

/**
 * Returns the placeholders that a template uses for an operation; for every operation if `operation` is null. A placeholder that an `$if`
 * compares with the values in `is` counts as used.
 */
export function usesIn(template: Json, operation: Operation | null = null, each: EachForm | null = null): Use[] {
  if (typeof template === 'string')
    return Array.from(template.matchAll(PATTERN), (match) => ({ name: match[1]!, each, whole: WHOLE.test(template) }))
  if (template === null || typeof template !== 'object') return []
  const form = formOf(template)
  const inside = (inner: Json) => usesIn(inner, operation, each)
  switch (form?.kind) {
    case 'each':
      return usesIn(form.item, operation, form)
    case 'if': {
      const compared = form.is === null ? [] : form.names.map((name) => ({ name, each, whole: false }))
      return [...compared, ...branchesOf(form, operation).flatMap(inside)]
    }
    case 'map':
      return [form.value, form.values, form.otherwise ?? null].flatMap(inside)
    case undefined:
      return Object.entries(template).flatMap(([name, inner]) => [...(Array.isArray(template) ? [] : inside(name)), ...inside(inner)])
  }
}

export function placeholdersIn(template: Json, operation: Operation | null = null): string[] {
  return usesIn(template, operation).map(({ name }) => name)
}

/**
 * Returns every `$each` and `$input` in those parts of a template that can be used for an operation; in the whole template if `operation`
 * is null.
 */
export function eachIn(template: Json, operation: Operation | null = null): EachForm[] {
  if (template === null || typeof template !== 'object') return []
  const form = formOf(template)
  if (form?.kind === 'each') return [form]
  if (form?.kind === 'if') return branchesOf(form, operation).flatMap((inner) => eachIn(inner, operation))
  return Object.values(template).flatMap((inner) => eachIn(inner, operation))
}

/** Returns the branches of an `$if` that can be chosen for an operation; both branches if `operation` is null. */
function branchesOf({ names, is, holding, otherwise }: IfForm, operation: Operation | null): Json[] {
  const settled = operation !== null && is !== null && names.length === 1 && names[0] === 'operation'
  const holds = settled && is.includes(operation)
  return [
    ...(holding === undefined || (settled && !holds) ? [] : [holding]),
    ...(otherwise === undefined || (settled && holds) ? [] : [otherwise]),
  ]
}

/**
 * Fills the template. A text that is only a placeholder becomes the value itself, which may be a number or a list. If this value is null,
 * the field with the text is left out. In a longer text, null becomes an empty text. Placeholders inside of values are not replaced.
 */
export function fill(template: Json, scope: Scope): Filled {
  return filled(template, scope) ?? null
}

function filled(template: Json, scope: Scope): Filled | undefined {
  if (typeof template === 'string') {
    const whole = WHOLE.exec(template)
    if (whole) return scope.values[whole[1]!] ?? undefined
    return template.replaceAll(PATTERN, (_, name: string) => textOf(scope.values[name] ?? null))
  }
  if (template === null || typeof template !== 'object') return template
  if (Array.isArray(template)) return template.flatMap((each) => itemsOf(each, scope))
  const form = formOf(template)
  switch (form?.kind) {
    case 'each': {
      const items = itemsOf(template, scope)
      return items.length === 0 ? undefined : form.one ? items[0] : items
    }
    case 'if': {
      const chosen = chosenBy(form, scope)
      return chosen === undefined ? undefined : filled(chosen, scope)
    }
    case 'map':
      return mapped(form, scope)
    case undefined: {
      const object: { [name: string]: Filled } = {}
      for (const [name, inner] of Object.entries(template)) {
        const value = filled(inner, scope)
        if (value !== undefined) Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true })
      }
      return object
    }
  }
}

/**
 * Fills one element of a list. Returns the elements that replace it: `$each` becomes elements for each of its pictures, and any
 * other element becomes one element. An element without a value is left out.
 */
function itemsOf(template: Json, scope: Scope): Filled[] {
  const form = formOf(template)
  if (form?.kind === 'if') {
    const chosen = chosenBy(form, scope)
    return chosen === undefined ? [] : itemsOf(chosen, scope)
  }
  if (form?.kind !== 'each') {
    const value = filled(template, scope)
    return value === undefined || value === null ? [] : [value]
  }
  return inputsOf(form, scope.inputs).flatMap(({ values }) => itemsOf(form.item, { ...scope, values: { ...scope.values, ...values } }))
}

/** Returns the inputs that `$each` or `$input` chooses. */
export function inputsOf<T extends { role: InputRole }>({ roles, skip, take }: EachForm, inputs: readonly T[]): T[] {
  return inputs.filter(({ role }) => roles === null || roles.includes(role)).slice(skip, take === null ? undefined : skip + take)
}

function chosenBy({ names, is, holding, otherwise }: IfForm, { values }: Scope): Json | undefined {
  const holds = names.some((name) => {
    const value = values[name] ?? null
    return value !== null && (is === null || (!(value instanceof PictureFile) && is.includes(textOf(value))))
  })
  return holds ? holding : otherwise
}

function mapped({ value, values, otherwise }: MapForm, scope: Scope): Filled | undefined {
  const own = filled(value, scope)
  if (own === undefined || own instanceof PictureFile) return own
  const text = textOf(own)
  if (Object.hasOwn(values, text)) return filled(values[text]!, scope)
  return otherwise === undefined ? own : filled(otherwise, scope)
}

/**
 * Fills a path. Each value is encoded, so that it stays within its segment; only the slashes in a model's name are kept. Throws RangeError
 * if a segment is `.` or `..`.
 */
export function fillPath(template: string, values: Record<string, string>): string {
  return template.replaceAll(PATTERN, (_, name: string) => {
    const segments = name === 'model' ? (values[name] ?? '').split('/') : [values[name] ?? '']
    // A `.` or `..` is refused instead of encoded, because %2E%2E also leads to the parent path.
    if (segments.some((segment) => segment === '.' || segment === '..')) throw new RangeError(`${name} cannot be part of a path`)
    return segments.map((segment) => encodeURIComponent(segment)).join('/')
  })
}

function textOf(value: Filled): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}
