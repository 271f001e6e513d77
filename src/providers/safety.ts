import type { Json, JsonObject } from '../shared/json.ts'

/** The values that a provider's safety setting can have. An instance chooses one of them. */
export type SafetySetting =
  | { kind: 'boolean' }
  | { kind: 'integer'; min: number; max: number }
  /** The value must be one of these texts. */
  | { kind: 'text'; values: readonly string[] }
export type SafetySettings = Readonly<Record<string, SafetySetting>>

/** Returns what is wrong with a value of a setting; null if the value can be sent. */
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
 * Returns all settings of a provider, each with the instance's value. A setting that the instance has not set is null, but it is not left
 * out, so that `withOptions` refuses its name in a caller's options. A value that is no longer valid becomes null, too: the range of the
 * setting may have become narrower since the value was saved.
 */
export function safetyFields(settings: SafetySettings, chosen: JsonObject): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]): [string, Json] => {
      const value = Object.hasOwn(chosen, name) ? chosen[name]! : null
      return [name, safetyFault(setting, value) === null ? value : null]
    }),
  )
}
