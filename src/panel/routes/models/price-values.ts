// The values of the form for an instance's own price of a model. Converts them to a price as the API takes it, and back. Amounts are US
// dollars in the form and micro-USD in the API.
import type { components } from '../../../../generated/config/types.ts'

export type OwnPrice = NonNullable<components['schemas']['ModelSetting']['price']>

/** The conditions of a price per picture. */
export const CONDITIONS = ['operation', 'quality', 'size', 'resolution', 'input'] as const
export type Condition = (typeof CONDITIONS)[number]

const MEGAPIXEL = ['first_micros', 'next_micros', 'input_micros'] as const
const TOKEN = ['text_in_micros', 'image_in_micros', 'text_out_micros', 'image_out_micros'] as const
export type Amount = (typeof MEGAPIXEL)[number] | (typeof TOKEN)[number]

export interface PriceValue {
  /** How the model is priced. `none`: as the catalogue or the definition says. `json`: as the text in `json`. */
  way: 'none' | 'free' | 'per_image' | 'per_megapixel' | 'per_token' | 'json'
  /** The price of a picture that no rule fits. */
  picture: number | null
  rules: ({ dollars: number | null } & Record<Condition, string>)[]
  amounts: Record<Amount, number | null>
  /** The maximum number of image tokens of one picture. */
  tokens: number | null
  json: string
}

// A price may contain fractions of a micro-USD. So its dollars are kept to twelve digits after the point.
const dollars = (micros: unknown): number | null => (typeof micros === 'number' ? Number((micros / 1e6).toFixed(12)) : null)
const micros = (amount: number | null): number => Number(((amount ?? 0) * 1e6).toFixed(6))

export const emptyRule = (): PriceValue['rules'][number] => ({
  operation: '',
  quality: '',
  size: '',
  resolution: '',
  input: '',
  dollars: null,
})

const EMPTY: PriceValue = {
  way: 'none',
  picture: null,
  rules: [],
  amounts: Object.fromEntries([...MEGAPIXEL, ...TOKEN].map((name) => [name, null])) as PriceValue['amounts'],
  tokens: null,
  json: '',
}

/** Returns the form's values for a price; null if the form cannot show all of the price. */
export function readPrice(price: OwnPrice): PriceValue | null {
  const value = { ...EMPTY, json: JSON.stringify(price, null, 2) }
  switch (price['kind']) {
    case 'free':
      return { ...value, way: 'free' }
    case 'per_image': {
      const written = price['rules'] as Record<string, unknown>[]
      if (!written.every(hasKnownMembers)) return null
      const rules = written.map(({ micros: amount, ...conditions }) => ({
        ...emptyRule(),
        ...(conditions as Partial<Record<Condition, string>>),
        dollars: dollars(amount),
      }))
      const isGeneral = (rule: PriceValue['rules'][number]) => CONDITIONS.every((name) => rule[name] === '')
      const last = rules.at(-1)
      const general = last !== undefined && isGeneral(last) ? last : null
      const others = general === null ? rules : rules.slice(0, -1)
      // A rule without conditions fits every picture, so no rule after it is ever used. The form can show such a rule only as the last one.
      return others.some(isGeneral) ? null : { ...value, way: 'per_image', picture: general?.dollars ?? null, rules: others }
    }
    case 'per_megapixel':
      return hasNumbers(price, MEGAPIXEL) ? { ...value, way: 'per_megapixel', amounts: amountsOf(price, MEGAPIXEL) } : null
    case 'per_token':
      return hasNumbers(price, [...TOKEN, 'max_output_tokens'])
        ? { ...value, way: 'per_token', amounts: amountsOf(price, TOKEN), tokens: price['max_output_tokens'] as number }
        : null
    default:
      return null
  }
}

const hasNumbers = (price: OwnPrice, names: readonly string[]) => names.every((name) => typeof price[name] === 'number')
const hasKnownMembers = (rule: Record<string, unknown>) =>
  Object.keys(rule).every((name) => name === 'micros' || (CONDITIONS as readonly string[]).includes(name))

const amountsOf = (price: OwnPrice, names: readonly Amount[]): PriceValue['amounts'] => ({
  ...EMPTY.amounts,
  ...Object.fromEntries(names.map((name) => [name, dollars(price[name])])),
})

/**
 * Returns the form's values for a model. If the instance sets no own price for it, the fields contain the price of the catalogue or of the
 * model's definition. So a user who then sets an own price enters only the differences.
 */
export function priceValue(own: OwnPrice | null, catalogue: OwnPrice | null): PriceValue {
  if (own !== null) return readPrice(own) ?? { ...EMPTY, way: 'json', json: JSON.stringify(own, null, 2) }
  const known = catalogue === null ? null : readPrice(catalogue)
  return { ...(known ?? EMPTY), way: 'none' }
}

/**
 * Returns the price that the form's values describe; null if the model has no price of its own. `before` is the price that the form was
 * filled from. The rules for the tokens of a picture are copied from `before`, because the form does not show them.
 */
export function priceOf(value: PriceValue, before: OwnPrice | null): OwnPrice | null {
  const { way, picture, rules, amounts, tokens, json } = value
  const written = (names: readonly Amount[]) => Object.fromEntries(names.map((name) => [name, micros(amounts[name])]))
  switch (way) {
    case 'none':
      return null
    case 'free':
      return { kind: way }
    case 'per_image': {
      const special = rules.map(({ dollars: amount, ...conditions }) => ({
        ...Object.fromEntries(Object.entries(conditions).filter(([, text]) => text.trim() !== '')),
        micros: micros(amount),
      }))
      return { kind: way, rules: picture === null ? special : [...special, { micros: micros(picture) }] }
    }
    case 'per_megapixel':
      return { kind: way, ...written(MEGAPIXEL) }
    case 'per_token': {
      const kept = before?.['kind'] === way ? before : {}
      return { kind: way, ...written(TOKEN), estimate: kept['estimate'] ?? [], most: kept['most'] ?? [], max_output_tokens: tokens ?? 0 }
    }
    case 'json':
      return json.trim() === '' ? null : (JSON.parse(json) as OwnPrice)
  }
}

/**
 * Returns the name of the form's field for a JSON pointer into the price; undefined if the form has no such field. The name is relative to
 * `price`. `rules` is the number of rules in the form. In the price, the form's rules come first, and the value of the form's field
 * `picture` is the rule after them. So a pointer to the rule with the index `rules` belongs to `picture`.
 */
export function priceFieldOf(pointer: string, rules: number): string | undefined {
  const [first = '', index, member] = pointer.split('/').slice(1)
  if (first === 'max_output_tokens') return 'tokens'
  if (first in EMPTY.amounts) return `amounts.${first}`
  if (first !== 'rules') return undefined
  if (index === undefined || Number(index) === rules) return 'picture'
  return `rules.${index}.${member === undefined || member === 'micros' ? 'dollars' : member}`
}
