import { type Json, type JsonObject, pointerStep } from '../shared/json.ts'
import { ProviderFailure } from './provider.ts'

/**
 * Returns the adapter's own fields together with the caller's options; own fields that are null are left out. Throws ProviderFailure for an
 * option that the adapter sets itself or that is listed in `reserved`. Such an option could change the form of the answer, or the price,
 * which was computed without the option.
 */
export function withOptions(own: Record<string, Json>, options: JsonObject, reserved: readonly string[]): JsonObject {
  const fields: JsonObject = {}
  for (const [name, value] of Object.entries(own)) if (value !== null) fields[name] = value
  for (const [name, value] of Object.entries(options)) {
    if (Object.hasOwn(own, name) || reserved.includes(name)) {
      throw new ProviderFailure('bad_request', `provider_options.${name} is set by the request's own fields; use those.`, {
        billed: 'no',
        pointer: `/body/provider_options/${pointerStep(name)}`,
      })
    }
    fields[name] = value
  }
  return fields
}

/** Converts fields to text parts of a form; lists and objects become JSON. */
export function formFields(fields: JsonObject): { name: string; value: string }[] {
  return Object.entries(fields).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }))
}

/** Returns a file name that matches the picture's type. The original name is not sent. */
export function fileNameOf(input: { contentType: string }, name: string): string {
  return `${name}.${input.contentType === 'image/jpeg' ? 'jpg' : input.contentType.slice('image/'.length)}`
}
