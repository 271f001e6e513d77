// Lists models as text for an agent that has to choose a model: one line per model, and only some of the models if there are many.
import type { CallToolResult } from '@modelcontextprotocol/server'
import type { components } from '../../../generated/generation/types.ts'

type Schemas = components['schemas']

/** At most this many models are listed. All models, often hundreds, would take more of an agent's context than the rest of its work. */
const MOST_LISTED = 25

/**
 * Lists the models that can be called; those that the platform recommends come first. If there are more than 25, the others are only
 * counted, by provider.
 */
export function modelListResult(models: readonly Schemas['Model'][]): CallToolResult {
  const ready = models.filter((model) => model.ready)
  const recommended = ready.filter(({ recommended_for: operations }) => operations.length > 0)
  const ordered = [...recommended, ...ready.filter((model) => !recommended.includes(model))]
  const [listed, rest] = [ordered.slice(0, MOST_LISTED), ordered.slice(MOST_LISTED)]
  const notReady = models.length - ready.length
  const lines = listed.map(modelText)
  if (rest.length > 0) lines.push(`${rest.length} more, of ${countsText(rest)}. List them by \`provider\`, \`operation\` or both.`)
  if (notReady > 0) lines.push(`${notReady} further models cannot be called: their provider has no credential in this instance.`)
  return {
    content: [{ type: 'text', text: lines.length === 0 ? 'There are no such models.' : lines.join('\n') }],
    structuredContent: { models: listed.map(({ id }) => id), not_listed: rest.length, not_ready: notReady },
  }
}

function countsText(models: readonly Schemas['Model'][]): string {
  const counts = new Map<string, number>()
  for (const { provider } of models) counts.set(provider, (counts.get(provider) ?? 0) + 1)
  return [...counts].map(([provider, count]) => `${provider} (${count})`).join(', ')
}

export function modelText({ id, aliases, capabilities, price, shutdown_date: until }: Schemas['Model']): string {
  const parts = [
    aliases.length === 0 ? id : `${id} (${aliases.join(', ')})`,
    capabilities.operations.join('/'),
    priceText(price),
    ...(until === null ? [] : [`until ${until}`]),
  ]
  return parts.join('; ')
}

function priceText(price: Schemas['ModelPrice']): string {
  switch (price.kind) {
    case 'free':
      return 'free'
    case 'per_image': {
      const amounts = price.rules.map(({ micros }) => micros)
      const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
      return `${least === most ? least : `${least}-${most}`} micro-USD each`
    }
    case 'per_megapixel':
      return `${price.first_micros} micro-USD, then ${price.next_micros} per megapixel`
    case 'per_token':
      return 'by tokens: use quote_image'
  }
}
