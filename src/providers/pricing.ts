// Computes the cost of a request in advance, and of an answer afterwards. Pure. Amounts are summed as exact decimals, so rounding errors do
// not add up. Only the total is rounded, always up, so it is never below the exact price.
import { capabilitiesFor } from './carried.ts'
import type { CatalogueModel, InputRole, PlannedRequest, Price, ProviderUsage, SizeRule, TokenRule } from './provider.ts'

/** One line of a price's breakdown. The amounts are in micro-USD and not rounded. */
interface PriceLine {
  description: string
  quantity: number
  unit: string
  unitMicros: number
  amountMicros: number
}
export interface PricedAmount {
  amountMicros: number
  breakdown: PriceLine[]
}
export interface Quote extends PricedAmount {
  /** The highest possible cost: the amount that is reserved in the budgets. */
  maxMicros: number
  /** Whether exactly `amountMicros` is charged if everything requested is delivered. Never true if the provider reports its charge. */
  exact: boolean
}
export interface Charge extends PricedAmount {
  /** `provider`: the charge that the provider reports. `computed`: the catalogue's price of the delivered pictures. */
  source: 'provider' | 'computed'
}
interface SizedInput {
  width: number
  height: number
  role?: InputRole
}

/** The pixels of one megapixel, as providers count them in their prices. */
const MEGAPIXEL = 1024 * 1024
// The pixels to assume if neither the request nor the model determines the size of the picture.
const UNKNOWN_PIXELS = MEGAPIXEL
const USUAL_EDGE = 1024
// The maximum factor by which upscaling enlarges the edges of a picture.
const MAX_UPSCALE_FACTOR = 4
const AVERAGE_CHARACTERS_PER_TEXT_TOKEN = 4
// The maximum number of tokens that a provider may add as its own instructions around the prompt.
const EXTRA_TEXT_TOKENS = 64
// The maximum number of tokens that OpenAI's vision pricing counts for one input at high fidelity.
const MAX_IMAGE_INPUT_TOKENS = 6_500
const TYPICAL_IMAGE_INPUT_TOKENS = 1_500
// The maximum number of text tokens that a model outputs in addition to each picture. The number is assumed, because OpenAI publishes no
// maximum.
const MAX_TEXT_OUTPUT_TOKENS = 1_000
// OpenAI bills 100 output tokens for each partial picture. A reservation assumes twice as many, to be safe.
const MAX_PARTIAL_IMAGE_TOKENS = 200
// A token price is the price of a million tokens, 10^6.
const TOKENS_PER_PRICE_EXPONENT = 6

/**
 * Returns the cost of the request if every picture is delivered, and the maximum cost. `inputs` are the pictures that are sent to the
 * provider.
 */
export function quoteOf(model: CatalogueModel, request: PlannedRequest, inputs: readonly SizedInput[]): Quote {
  const priced = quoteByPrice(model, request, inputs)
  // If the provider reports its charge, this charge replaces the catalogue's price, so the quote is not exact.
  return model.reportsCost ? { ...priced, exact: false } : priced
}

function quoteByPrice(model: CatalogueModel, request: PlannedRequest, inputs: readonly SizedInput[]): Quote {
  const { price } = model
  switch (price.kind) {
    case 'free':
      return { amountMicros: 0, breakdown: [], maxMicros: 0, exact: true }
    case 'per_image': {
      const priced = total(perImage(price, request, request.n, inputs))
      return { ...priced, maxMicros: priced.amountMicros, exact: new Set(possibleRules(price, request, inputs)).size === 1 }
    }
    case 'per_megapixel': {
      const priced = total(perMegapixel(price, request, request.n, outputPixels(request), inputs))
      if (request.width !== null && request.height !== null) return { ...priced, maxMicros: priced.amountMicros, exact: true }
      const most = total(
        perMegapixel(price, request, request.n, largestOutput(capabilitiesFor(model, request.operation).size, inputs), inputs),
      )
      return { ...priced, maxMicros: Math.max(most.amountMicros, priced.amountMicros), exact: false }
    }
    case 'per_token': {
      const typical = total(perToken(price, typicalUsage(price, request, request.n, inputs)))
      const most = total(perToken(price, largestUsage(price, request, inputs)))
      return { ...typical, maxMicros: Math.max(most.amountMicros, typical.amountMicros), exact: false }
    }
  }
}

/** Computes the cost of an answer from the catalogue's price. The delivered pictures are charged, whatever number was requested. */
export function priceOf(
  request: PlannedRequest,
  came: { images: number; usage: ProviderUsage | null; inputs: readonly SizedInput[] },
): PricedAmount {
  const { price } = request.model
  switch (price.kind) {
    case 'free':
      return { amountMicros: 0, breakdown: [] }
    case 'per_image':
      return total(perImage(price, request, came.images, came.inputs))
    case 'per_megapixel':
      return total(perMegapixel(price, request, came.images, outputPixels(request), came.inputs))
    case 'per_token':
      return total(perToken(price, came.usage ?? typicalUsage(price, request, came.images, came.inputs)))
  }
}

/**
 * Returns the charge for an answer: the provider's own figure if there is one, else the catalogue's price. Rounded up to a whole
 * micro-USD.
 */
export function chargeOf(
  request: PlannedRequest,
  came: { images: number; usage: ProviderUsage | null; inputs: readonly SizedInput[]; costMicros: number | null },
): Charge {
  if (came.costMicros === null) return { ...priceOf(request, came), source: 'computed' }
  return { ...total([line(`${request.model.id}: as the provider charges`, 1, 'call', came.costMicros)]), source: 'provider' }
}

// --- per image ----------------------------------------------------------------------------------------------------------------------

type ImagePrice = Extract<Price, { kind: 'per_image' }>

function perImage(price: ImagePrice, request: PlannedRequest, images: number, inputs: readonly SizedInput[]): ExactLine[] {
  // If the request does not determine which rule of the price applies, the most expensive of the possible rules is used.
  const micros = Math.max(...possibleRules(price, request, inputs))
  return [line(request.operation === 'describe' ? 'description' : 'image', pieces(request, images), 'image', micros)]
}

/**
 * Returns the prices of the rules that may apply, in micro-USD. If the request determines the rule, there is only one price. If no rule
 * matches, the prices of all rules are returned, so that a gap in the table never makes work free.
 */
function possibleRules(price: ImagePrice, request: PlannedRequest, inputs: readonly SizedInput[]): number[] {
  const size = sizeOf(request)
  const found: number[] = []
  for (const rule of price.rules) {
    if (rule.operation !== undefined && rule.operation !== request.operation) continue
    if (rule.input !== undefined && !inputs.some((input) => input.role === rule.input)) continue
    const conditions = [
      [rule.size, size],
      [rule.quality, request.quality],
      [rule.resolution, request.resolution],
    ] as const
    if (conditions.some(([wanted, given]) => wanted !== undefined && given !== null && wanted !== given)) continue
    found.push(rule.micros)
    if (conditions.every(([wanted, given]) => wanted === undefined || wanted === given)) return found
  }
  if (found.length > 0) return found
  return price.rules.length > 0 ? price.rules.map((rule) => rule.micros) : [0]
}

function sizeOf({ width, height }: PlannedRequest): string | null {
  return width === null || height === null ? null : `${width}x${height}`
}

/** Returns how many images are charged. A call of `describe` returns only texts; it is charged as one image. */
function pieces(request: PlannedRequest, images: number): number {
  return request.operation === 'describe' ? 1 : images
}

// --- per megapixel ------------------------------------------------------------------------------------------------------------------

type MegapixelPrice = Extract<Price, { kind: 'per_megapixel' }>

function perMegapixel(
  price: MegapixelPrice,
  request: PlannedRequest,
  images: number,
  pixels: number,
  inputs: readonly SizedInput[],
): ExactLine[] {
  const quantity = pieces(request, images)
  const megapixels = startedMegapixels(pixels)
  const lines = [line('first megapixel', quantity, 'image', price.firstMicros)]
  if (megapixels > 1) lines.push(line('further megapixels', quantity * (megapixels - 1), 'megapixel', price.nextMicros))
  const inputMegapixels = inputs.reduce((sum, input) => sum + startedMegapixels(input.width * input.height), 0)
  if (inputMegapixels > 0 && price.inputMicros > 0 && quantity > 0)
    lines.push(line('input', inputMegapixels, 'megapixel', price.inputMicros))
  return lines
}

function outputPixels(request: PlannedRequest): number {
  return request.width === null || request.height === null ? UNKNOWN_PIXELS : request.width * request.height
}

function largestOutput(rule: SizeRule, inputs: readonly SizedInput[]): number {
  const area = (size: string) => size.split('x').reduce((product, edge) => product * Number(edge), 1)
  switch (rule.kind) {
    case 'list':
      return Math.max(UNKNOWN_PIXELS, ...rule.sizes.map(area))
    case 'free':
      return rule.maxPixels
    case 'ratio':
      return Math.max(UNKNOWN_PIXELS, ...Object.values(rule.pixels).flatMap((sizes) => Object.values(sizes).map(area)))
    case 'input':
      return Math.max(UNKNOWN_PIXELS, ...inputs.map((input) => input.width * input.height * MAX_UPSCALE_FACTOR ** 2))
  }
}

const startedMegapixels = (pixels: number) => Math.max(1, Math.ceil(pixels / MEGAPIXEL))

// --- per token ----------------------------------------------------------------------------------------------------------------------

type TokenPrice = Extract<Price, { kind: 'per_token' }>

function perToken(price: TokenPrice, usage: ProviderUsage): ExactLine[] {
  const priced = [
    ['text in', usage.textInTokens, price.textInMicros],
    ['image in', usage.imageInTokens, price.imageInMicros],
    ['text out', usage.textOutTokens, price.textOutMicros],
    ['image out', usage.imageOutTokens, price.imageOutMicros],
  ] as const
  return priced
    .filter(([, tokens]) => tokens > 0)
    .map(([name, tokens, micros]) => line(name, tokens, 'token', micros, TOKENS_PER_PRICE_EXPONENT))
}

function largestUsage(price: TokenPrice, request: PlannedRequest, inputs: readonly SizedInput[]): ProviderUsage {
  // A byte-pair tokenizer makes at most one token per byte, so the number of bytes is the maximum number of tokens.
  const bytes = new TextEncoder().encode(request.prompt + (request.negativePrompt ?? '')).byteLength
  return {
    textInTokens: bytes + EXTRA_TEXT_TOKENS,
    imageInTokens: inputs.length * MAX_IMAGE_INPUT_TOKENS,
    textOutTokens: price.textOutMicros > 0 ? request.n * MAX_TEXT_OUTPUT_TOKENS : 0,
    imageOutTokens: request.n * mostTokens(price, request) + request.partialImages * MAX_PARTIAL_IMAGE_TOKENS,
  }
}

/**
 * Returns the maximum number of output tokens of one picture. This is the highest number among the rules that may apply, or
 * `maxOutputTokens` if the rules do not determine a number.
 */
function mostTokens(price: TokenPrice, request: PlannedRequest): number {
  const size = sizeOf(request)
  const ofQuality = price.most.filter((rule) => rule.quality === (request.quality ?? 'auto'))
  // If no rule is for the requested quality, the provider may choose any quality, so the rules of all qualities are considered.
  const rules = ofQuality.length > 0 ? ofQuality : price.most
  const seen = new Set<string | undefined>()
  const possible = rules.filter((rule) => {
    if (rule.resolution !== undefined && request.resolution !== null && rule.resolution !== request.resolution) return false
    if (size === null) return true
    if ((rule.size !== undefined && rule.size !== size) || seen.has(rule.quality)) return false
    seen.add(rule.quality)
    return true
  })
  if (possible.length === 0 || (size === null && possible.some((rule) => 'cells' in rule))) return price.maxOutputTokens
  return Math.max(...possible.map((rule) => tokensOf(rule, request)))
}

/**
 * Returns how many output tokens a picture takes according to a rule. This is the rule's fixed number, or the result of OpenAI's published
 * formula for pictures of any size. The formula lays a grid over the picture; the larger the picture, the more tokens each cell takes.
 */
function tokensOf(rule: TokenRule, request: PlannedRequest): number {
  if ('outputTokens' in rule) return rule.outputTokens
  const [width, height] = [request.width ?? USUAL_EDGE, request.height ?? USUAL_EDGE]
  const across = Math.round((rule.cells * Math.min(width, height)) / Math.max(width, height))
  return Math.ceil((rule.cells * across * (2_000_000 + width * height)) / 4_000_000)
}

function typicalUsage(price: TokenPrice, request: PlannedRequest, images: number, inputs: readonly SizedInput[]): ProviderUsage {
  const size = sizeOf(request)
  const fits = (each: TokenRule, withSize: boolean) =>
    (each.quality === undefined || each.quality === request.quality) &&
    (each.resolution === undefined || request.resolution === null || each.resolution === request.resolution) &&
    (!withSize || each.size === undefined || each.size === size)
  const estimate = price.estimate.find((each) => fits(each, true)) ?? price.estimate.find((each) => fits(each, false))
  const characters = request.prompt.length + (request.negativePrompt?.length ?? 0)
  return {
    textInTokens: Math.ceil(characters / AVERAGE_CHARACTERS_PER_TEXT_TOKEN),
    imageInTokens: inputs.length * TYPICAL_IMAGE_INPUT_TOKENS,
    textOutTokens: 0,
    imageOutTokens: images * (estimate === undefined ? price.maxOutputTokens : tokensOf(estimate, request)),
  }
}

// --- arithmetic ---------------------------------------------------------------------------------------------------------------------

interface ExactLine {
  shown: PriceLine
  exact: Decimal
}
/** A decimal number: `digits` × 10^-`scale`. */
interface Decimal {
  digits: bigint
  scale: number
}

/** Makes one line of a price's breakdown. `micros` is the price of 10^`perExponent` units. */
function line(description: string, quantity: number, unit: string, micros: number, perExponent = 0): ExactLine {
  const price = decimal(micros)
  const amount = decimal(quantity)
  const exact = { digits: price.digits * amount.digits, scale: price.scale + amount.scale + perExponent }
  return {
    shown: { description, quantity, unit, unitMicros: micros / 10 ** perExponent, amountMicros: Number(exact.digits) / 10 ** exact.scale },
    exact,
  }
}

/** Sums the lines exactly, then rounds the sum up to a whole micro-USD. Throws RangeError if the result is not a safe integer. */
function total(lines: ExactLine[]): PricedAmount {
  const scale = Math.max(0, ...lines.map((each) => each.exact.scale))
  const digits = lines.reduce((sum, each) => sum + each.exact.digits * 10n ** BigInt(scale - each.exact.scale), 0n)
  const unit = 10n ** BigInt(scale)
  const amountMicros = Number((digits + unit - 1n) / unit)
  if (!Number.isSafeInteger(amountMicros)) throw new RangeError(`${digits}e-${scale} micro-USD is no amount that can be counted`)
  return { amountMicros, breakdown: lines.map(({ shown }) => shown) }
}

/**
 * Converts a number to an exact decimal with the digits that JavaScript prints: 0.1 becomes exactly one tenth. Throws RangeError for
 * negative and infinite numbers.
 */
function decimal(value: number): Decimal {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))
  if (match === null) throw new RangeError(`${value} is no amount`)
  const [, whole = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  return scale >= 0 ? { digits: BigInt(whole + fraction), scale } : { digits: BigInt(whole + fraction) * 10n ** BigInt(-scale), scale: 0 }
}
