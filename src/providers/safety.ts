import type { Json, JsonObject } from '../shared/json.ts'

/** A safety setting of a provider that an instance may set. It is sent under its own name. Data, like the models. */
export type SafetySetting =
  | { kind: 'boolean' }
  | { kind: 'integer'; min: number; max: number }
  /** One of these texts. */
  | { kind: 'text'; values: readonly string[] }
export type SafetySettings = Readonly<Record<string, SafetySetting>>

/** Returns the fault of a value; null if it can be sent. */
export function safetyFault(setting: SafetySetting, value: unknown): string | null {
  switch (setting.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false'
    case 'integer': {
      const { min, max } = setting
      return Number.isInteger(value) && (value as number) >= min && (value as number) <= max ? null : `must be an integer, ${min} to ${max}`
    }
    case 'text':
      return setting.values.includes(value as string) ? null : `must be one of the texts ${setting.values.join(', ')}`
  }
}

/**
 * Returns every setting of a provider with the instance's value, or null if it has none, so that a caller cannot set any of these names.
 * An invalid value is left out. Since it was valid when it was saved, its range must have become narrower.
 */
export function safetyFields(settings: SafetySettings, chosen: JsonObject): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]): [string, Json] => {
      const value = Object.hasOwn(chosen, name) ? chosen[name]! : null
      return [name, safetyFault(setting, value) === null ? value : null]
    }),
  )
}
