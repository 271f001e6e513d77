// Checks the `provider_options` of a request against the options that a definition declares, and returns their values. Pure.
import { type Json, type JsonObject, pointerStep } from '../../shared/json.ts'
import { type PlannedRequest, ProviderFailure } from '../provider.ts'
import { definitionFor, type Requests } from './operation.ts'
import { placeholdersIn } from './template.ts'
import { faultOfOption } from './wire-parts.ts'
import type { ProviderDefinition } from './wire.ts'

/**
 * Checks the provider options of a request. Throws ProviderFailure if one of them is unknown, invalid or missing, or has no effect for this
 * operation. The failure has a pointer into the request.
 */
export function checkOptions(
  definition: Requests & Pick<ProviderDefinition, 'name' | 'options'>,
  { operation, providerOptions }: PlannedRequest,
): void {
  const { name: provider, options } = definition
  const sent = new Set(placeholdersIn(definitionFor(definition, operation).request.body, operation))
  const usable = Object.keys(options).filter((name) => sent.has(`option.${name}`))
  for (const [name, value] of Object.entries(providerOptions)) {
    const pointer = `/body/provider_options/${pointerStep(name)}`
    if (usable.length === 0)
      throw fault(
        Object.keys(options).length === 0
          ? `${provider} takes no provider_options: its template says all that is sent.`
          : `${provider} takes no provider_options for ${operation}.`,
        '/body/provider_options',
      )
    if (!usable.includes(name))
      throw fault(`${provider} has no option ${name} for ${operation}. Its options are ${usable.join(', ')}.`, pointer)
    const why = faultOfOption(options[name]!, value)
    if (why !== null) throw fault(`provider_options.${name} ${why}.`, pointer)
  }
  for (const name of usable) {
    if (options[name]!.required && providerOptions[name] === undefined)
      throw fault(`provider_options.${name} is needed by ${provider} for ${operation}.`, '/body/provider_options')
  }
}

/** Returns the values of all declared options, keyed by the names of their placeholders. */
export function optionValues({ options }: Pick<ProviderDefinition, 'options'>, given: JsonObject): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { default: usual }]) => [
      `option.${name}`,
      Object.hasOwn(given, name) ? given[name]! : (usual ?? null),
    ]),
  )
}

/** Returns example values for the required options; null if no option is required. */
export function neededOptions({ options }: Pick<ProviderDefinition, 'options'>): JsonObject | null {
  const needed = Object.entries(options).flatMap(([name, { required, example }]): [string, Json][] =>
    required ? [[name, example ?? null]] : [],
  )
  return needed.length === 0 ? null : Object.fromEntries(needed)
}

function fault(message: string, pointer: string): ProviderFailure {
  return new ProviderFailure('bad_request', message, { billed: 'no', pointer })
}
