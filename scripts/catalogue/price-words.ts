// Prices of the catalogue in words, for the pages of prices and of providers.
import type { CatalogueModel, Price, TokenRule } from '../../src/providers/provider.ts'

export function dollars(micros: number): string {
  return `$${(micros / 1_000_000).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 8 })}`
}

function priceLines(price: Price): string[] {
  switch (price.kind) {
    case 'free':
      return ['free']
    case 'per_image':
      return price.rules.map((rule) => {
        const conditions = [
          rule.operation,
          rule.quality && `quality ${rule.quality}`,
          rule.size?.replace('x', ' × '),
          rule.resolution,
          rule.input && `with a ${rule.input} picture`,
        ].filter(Boolean)
        return `${dollars(rule.micros)} a picture${conditions.length > 0 ? ` (${conditions.join(', ')})` : price.rules.length > 1 ? ' (else)' : ''}`
      })
    case 'per_megapixel':
      return [
        `${dollars(price.firstMicros)} for the first megapixel, ${dollars(price.nextMicros)} for each further one`,
        ...(price.inputMicros > 0 ? [`${dollars(price.inputMicros)} for each megapixel of inputs`] : []),
      ]
    case 'per_token': {
      const modalities: [string, number][] = [
        ['text in', price.textInMicros],
        ['image in', price.imageInMicros],
        ['text out', price.textOutMicros],
        ['image out', price.imageOutMicros],
      ]
      const charged = modalities.filter(([, micros]) => micros > 0)
      return [
        `per million tokens: ${charged.map(([name, micros]) => `${name} ${dollars(micros)}`).join(', ')}`,
        ...(price.most.length > 0 ? [`reserved by quality, size and resolution: ${price.most.map(tokenRule).join(', ')}`] : []),
        `at most ${price.maxOutputTokens} image tokens a picture`,
      ]
    }
  }
}

function tokenRule(rule: TokenRule): string {
  const conditions = [rule.quality, rule.size?.replace('x', ' × '), rule.resolution].filter(Boolean).join(' ')
  return `${conditions} ${'cells' in rule ? `a grid of ${rule.cells}` : rule.outputTokens}`
}

/** Returns a table with one row for each model: its price, the source of this price, and the day on which the source was read. */
export function priceTable(models: CatalogueModel[]): string {
  return ['| model | price | read |', '|---|---|---|', ...models.map(row)].join('\n')
}

function row(model: CatalogueModel): string {
  const state =
    model.shutdownDate === null
      ? ''
      : `<br>shut down on ${model.shutdownDate}${model.successor === null ? '' : `, replaced by \`${model.successor}\``}`
  const optIn = model.optIn ? '<br>absent until an instance enables it' : ''
  const reported = model.reportsCost ? '<br>the provider reports its charge' : ''
  const source = model.source.url.startsWith('https:') ? `[source](${model.source.url})` : 'own'
  const note = model.source.note === undefined ? '' : `<br>${model.source.note}`
  return `| \`${model.id}\`${state}${optIn} | ${priceLines(model.price).join('<br>')}${reported} | ${source}, ${model.source.date}${note} |`
}

/** Returns the lowest and the highest price of one picture, in micro-USD; null if the price depends on tokens. */
export function perPicture(price: Price): [least: number, most: number] | null {
  if (price.kind === 'free') return [0, 0]
  if (price.kind === 'per_megapixel') return [price.firstMicros, price.firstMicros]
  if (price.kind === 'per_token') return null
  const micros = price.rules.map((rule) => rule.micros)
  return [Math.min(...micros), Math.max(...micros)]
}
