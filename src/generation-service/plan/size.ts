// Turns the requested shape and size into a size that the model makes. Pure.
import type { SizeRule } from '../../providers/provider.ts'
import { fits, type SizeBounds } from '../../providers/size-bounds.ts'
import { listed } from './messages.ts'

export interface WantedSize {
  /** For example `1024x1024`; `auto` and null mean the model's own size. */
  size: string | null
  aspectRatio: string | null
  resolution: string | null
}
interface ChosenSize {
  width: number | null
  height: number | null
  aspectRatio: string | null
  resolution: string | null
}
export type SizeResult =
  | { kind: 'exact'; chosen: ChosenSize }
  /** The model does not make the requested size; this is the nearest one that it makes. */
  | {
      kind: 'nearest'
      chosen: ChosenSize
      pointer: string
      asked: string
      makes: Makes
      /** The size that the model will make, in words; null if the model decides. */
      became: string | null
    }
  | { kind: 'impossible'; pointer: string; asked: string; makes: Makes }
/** The sizes that the model makes, in words. `input` means the size of the input. Null if the sizes are unknown. */
type Makes = string | null

const NOTHING: ChosenSize = { width: null, height: null, aspectRatio: null, resolution: null }
const RATIO_TOLERANCE = 0.02

/** Returns how far apart two numbers are, by their ratio: 0 if they are equal. Half of a number is as far from it as its double. */
const distance = (one: number, other: number) => Math.abs(Math.log(one / other))
const withinTolerance = (one: number, other: number) => distance(one, other) <= Math.log(1 + RATIO_TOLERANCE)

export function parseSize(text: string): { width: number; height: number } | null {
  const match = /^(\d+)x(\d+)$/.exec(text)
  return match ? { width: Number(match[1]), height: Number(match[2]) } : null
}

/** `16:9` → 1.777… */
export function parseRatio(text: string): number | null {
  const match = /^(\d+)[:x](\d+)$/.exec(text)
  return match && Number(match[1]) > 0 && Number(match[2]) > 0 ? Number(match[1]) / Number(match[2]) : null
}

/**
 * Returns the number of pixels of a square picture with a named resolution: 2048 × 2048 for `2K`. Returns null for a name of another form.
 */
function resolutionPixels(name: string): number | null {
  const match = /^(\d+(?:\.\d+)?)k$/i.exec(name)
  return match ? (Number(match[1]) * 1024) ** 2 : null
}

/** @param defaultSize the model's default size in the catalogue: pixels, a ratio, or null if the provider decides. */
export function resolveSize(rule: SizeRule, defaultSize: string | null, wanted: WantedSize): SizeResult {
  const size = wanted.size === 'auto' ? null : wanted.size
  if (rule.kind === 'input') return fromInput(size, wanted)
  if (rule.kind === 'ratio') return fromRatios(rule, defaultSize, size, wanted)
  const candidates = rule.kind === 'list' ? fromList(rule.sizes, defaultSize, size, wanted) : fromBounds(rule, defaultSize, size, wanted)
  return candidates
}

function pixels(width: number, height: number, wanted?: WantedSize): ChosenSize {
  return { width, height, aspectRatio: wanted?.aspectRatio ?? null, resolution: wanted?.resolution ?? null }
}

function fromInput(size: string | null, wanted: WantedSize): SizeResult {
  const asked = askedOf(size, wanted)
  if (asked === null) return { kind: 'exact', chosen: NOTHING }
  return { kind: 'nearest', chosen: NOTHING, ...asked, makes: 'input', became: null }
}

/**
 * Returns the first of the fields `size`, `aspect_ratio` and `resolution` that the request has, and the field's value; null if the request
 * has none of them.
 */
function askedOf(size: string | null, wanted: WantedSize): { pointer: string; asked: string } | null {
  if (size !== null) return { pointer: '/body/size', asked: size }
  if (wanted.aspectRatio !== null) return { pointer: '/body/aspect_ratio', asked: wanted.aspectRatio }
  return wanted.resolution === null ? null : { pointer: '/body/resolution', asked: wanted.resolution }
}

function byDefault(defaultSize: string | null): ChosenSize {
  const parsed = defaultSize === null ? null : parseSize(defaultSize)
  return parsed ? pixels(parsed.width, parsed.height) : NOTHING
}

function fromList(sizes: string[], defaultSize: string | null, size: string | null, wanted: WantedSize): SizeResult {
  const all = sizes.map(parseSize).filter((candidate) => candidate !== null)
  if (size === null && wanted.aspectRatio === null && wanted.resolution === null) return { kind: 'exact', chosen: byDefault(defaultSize) }
  if (all.length === 0) return { kind: 'impossible', ...askedOf(size, wanted)!, makes: null }
  const asked = size === null ? null : parseSize(size)
  const standard = byDefault(defaultSize)
  const ratio = asked
    ? asked.width / asked.height
    : ((wanted.aspectRatio === null ? null : parseRatio(wanted.aspectRatio)) ??
      (standard.width && standard.height ? standard.width / standard.height : 1))
  const named = wanted.resolution === null ? null : resolutionPixels(wanted.resolution)
  const area = asked
    ? asked.width * asked.height
    : (named ?? (standard.width && standard.height ? standard.width * standard.height : 1024 ** 2))
  const best = all.toSorted(
    (one, other) =>
      distance(one.width / one.height, ratio) - distance(other.width / other.height, ratio) ||
      distance(one.width * one.height, area) - distance(other.width * other.height, area),
  )[0]!
  const chosen = pixels(best.width, best.height, wanted)
  const name = `${best.width}x${best.height}`
  if (asked) {
    if (best.width === asked.width && best.height === asked.height) return { kind: 'exact', chosen }
    return { kind: 'nearest', chosen, pointer: '/body/size', asked: size!, makes: listed(sizes), became: name }
  }
  if (wanted.aspectRatio !== null && !withinTolerance(best.width / best.height, ratio)) {
    return { kind: 'nearest', chosen, pointer: '/body/aspect_ratio', asked: wanted.aspectRatio, makes: listed(sizes), became: name }
  }
  // A name like `2K` promises a magnitude, not an exact number of pixels, so any size within a factor of 2 is accepted.
  if (wanted.resolution !== null && (named === null || distance(best.width * best.height, named) > Math.log(2))) {
    return { kind: 'nearest', chosen, pointer: '/body/resolution', asked: wanted.resolution, makes: listed(sizes), became: name }
  }
  return { kind: 'exact', chosen }
}

function fromBounds(rule: SizeBounds, defaultSize: string | null, size: string | null, wanted: WantedSize): SizeResult {
  if (size === null && wanted.aspectRatio === null && wanted.resolution === null) return { kind: 'exact', chosen: byDefault(defaultSize) }
  if (size !== null) {
    const asked = parseSize(size)
    if (asked === null) return { kind: 'impossible', pointer: '/body/size', asked: size, makes: 'sizes written as WIDTHxHEIGHT' }
    if (fits(rule, asked.width, asked.height)) return { kind: 'exact', chosen: pixels(asked.width, asked.height) }
    const snapped = snap(rule, asked.width / asked.height, asked.width * asked.height)
    const became = `${snapped.width}x${snapped.height}`
    return {
      kind: 'nearest',
      chosen: pixels(snapped.width, snapped.height),
      pointer: '/body/size',
      asked: size,
      makes: boundsInWords(rule),
      became,
    }
  }
  const standard = byDefault(defaultSize)
  const ratio =
    (wanted.aspectRatio === null ? null : parseRatio(wanted.aspectRatio)) ??
    (standard.width && standard.height ? standard.width / standard.height : 1)
  const named = wanted.resolution === null ? null : resolutionPixels(wanted.resolution)
  const area = named ?? (standard.width && standard.height ? standard.width * standard.height : 1024 ** 2)
  const snapped = snap(rule, ratio, area)
  const chosen = pixels(snapped.width, snapped.height, wanted)
  const name = `${snapped.width}x${snapped.height}`
  if (wanted.aspectRatio !== null && !withinTolerance(snapped.width / snapped.height, ratio)) {
    return { kind: 'nearest', chosen, pointer: '/body/aspect_ratio', asked: wanted.aspectRatio, makes: boundsInWords(rule), became: name }
  }
  if (wanted.resolution !== null && (named === null || distance(snapped.width * snapped.height, named) > Math.log(2))) {
    return { kind: 'nearest', chosen, pointer: '/body/resolution', asked: wanted.resolution, makes: boundsInWords(rule), became: name }
  }
  return { kind: 'exact', chosen }
}

function boundsInWords(rule: SizeBounds): string {
  const step = rule.multipleOf > 1 ? `, in steps of ${rule.multipleOf}` : ''
  return `edges from ${rule.minEdge} to ${rule.maxEdge} pixels${step}, at most ${rule.maxPixels} pixels in all and shapes up to ${rule.maxRatio}:1`
}

/**
 * Returns the allowed size that is nearest to a shape and an area. Calculates the edges that the shape and the area give, and rounds each
 * edge up and down to multiples of `multipleOf`. If none of the rounded sizes is allowed, tries smaller areas.
 */
function snap(rule: SizeBounds, wantedRatio: number, wantedArea: number): { width: number; height: number } {
  const step = rule.multipleOf
  const least = Math.ceil(rule.minEdge / step) * step
  const most = Math.floor(rule.maxEdge / step) * step
  const ratio = Math.min(Math.max(wantedRatio, 1 / rule.maxRatio), rule.maxRatio)
  const clamp = (edge: number) => Math.min(Math.max(edge, least), most)
  // The shape counts for more than the area. So the area is first moved into the range that this shape allows: the shorter edge must not be
  // below its minimum, nor the longer edge above its maximum.
  const steepness = Math.max(ratio, 1 / ratio)
  let area = Math.min(Math.max(wantedArea, least ** 2 * steepness), most ** 2 / steepness, rule.maxPixels)
  for (let round = 0; round < 200; round++) {
    const width = Math.sqrt(area * ratio)
    const height = Math.sqrt(area / ratio)
    const near = (edge: number) => [clamp(Math.floor(edge / step) * step), clamp(Math.ceil(edge / step) * step)]
    const points = near(width).flatMap((candidateWidth) =>
      near(height).map((candidateHeight) => ({ width: candidateWidth, height: candidateHeight })),
    )
    const best = points.filter((point) => fits(rule, point.width, point.height)).toSorted((one, other) => cost(one) - cost(other))[0]
    if (best) return best
    area *= 0.97
  }
  return { width: least, height: least }

  function cost(point: { width: number; height: number }): number {
    return 4 * distance(point.width / point.height, wantedRatio) + distance(point.width * point.height, wantedArea)
  }
}

function fromRatios(
  rule: Extract<SizeRule, { kind: 'ratio' }>,
  defaultSize: string | null,
  size: string | null,
  wanted: WantedSize,
): SizeResult {
  const withPixels = (aspectRatio: string | null, resolution: string | null): ChosenSize => {
    const text =
      aspectRatio === null
        ? undefined
        : (rule.pixels[aspectRatio]?.[resolution ?? ''] ??
          (resolution === null ? Object.values(rule.pixels[aspectRatio] ?? {})[0] : undefined))
    const parsed = text === undefined ? null : parseSize(text)
    return { width: parsed?.width ?? null, height: parsed?.height ?? null, aspectRatio, resolution }
  }
  const standardRatio = defaultSize !== null && rule.ratios.includes(defaultSize) ? defaultSize : null
  if (size !== null) return fromPixels(size)
  if (wanted.aspectRatio === null && wanted.resolution === null) {
    const standard = standardRatio ?? ratioOfPixels(defaultSize)
    return { kind: 'exact', chosen: standard === null ? NOTHING : withPixels(standard, rule.resolutions[0] ?? null) }
  }
  const ratioAsked = wanted.aspectRatio
  const valueAsked = ratioAsked === null ? null : parseRatio(ratioAsked)
  const ratio = ratioAsked === null ? (standardRatio ?? ratioOfPixels(defaultSize)) : nearestRatio(valueAsked ?? 1)
  const resolution =
    wanted.resolution === null
      ? (rule.resolutions[0] ?? null)
      : (rule.resolutions.find((name) => name.toLowerCase() === wanted.resolution!.toLowerCase()) ?? null)
  if (ratioAsked !== null && ratio === null) return { kind: 'impossible', pointer: '/body/aspect_ratio', asked: ratioAsked, makes: null }
  if (ratioAsked !== null && !withinTolerance(parseRatio(ratio!)!, valueAsked ?? 1)) {
    const makes = listed(rule.ratios)
    return {
      kind: 'nearest',
      chosen: withPixels(ratio, resolution),
      pointer: '/body/aspect_ratio',
      asked: ratioAsked,
      makes,
      became: ratio,
    }
  }
  if (wanted.resolution !== null && resolution === null) {
    const known = rule.resolutions.length === 0 ? null : listed(rule.resolutions)
    const became = rule.resolutions[0] ?? null
    const chosen = withPixels(ratio, became)
    return { kind: 'nearest', chosen, pointer: '/body/resolution', asked: wanted.resolution, makes: known, became }
  }
  return { kind: 'exact', chosen: withPixels(ratio, resolution) }

  function nearestRatio(value: number): string | null {
    return rule.ratios.toSorted((one, other) => distance(parseRatio(one) ?? 1, value) - distance(parseRatio(other) ?? 1, value))[0] ?? null
  }
  function allPixels() {
    return Object.entries(rule.pixels).flatMap(([aspectRatio, byResolution]) =>
      Object.entries(byResolution).map(([resolution, text]) => ({
        aspectRatio,
        resolution: rule.resolutions.includes(resolution) ? resolution : null,
        text,
        parsed: parseSize(text),
      })),
    )
  }
  function ratioOfPixels(text: string | null): string | null {
    return allPixels().find((entry) => entry.text === text)?.aspectRatio ?? null
  }
  function fromPixels(text: string): SizeResult {
    const asked = parseSize(text)
    if (asked === null) return { kind: 'impossible', pointer: '/body/size', asked: text, makes: 'sizes written as WIDTHxHEIGHT' }
    const known = allPixels()
    const same = known.find((entry) => entry.text === text)
    if (same) return { kind: 'exact', chosen: { ...asked, aspectRatio: same.aspectRatio, resolution: same.resolution } }
    const apart = (entry: (typeof known)[number]) => sizeDistance(entry.parsed!, asked)
    const nearest = known.filter((entry) => entry.parsed !== null).toSorted((one, other) => apart(one) - apart(other))[0]
    const ratio = nearest?.aspectRatio ?? nearestRatio(asked.width / asked.height)
    if (ratio === null) return { kind: 'impossible', pointer: '/body/size', asked: text, makes: null }
    const resolution = nearest ? nearest.resolution : (rule.resolutions[0] ?? null)
    const chosen = withPixels(ratio, resolution)
    const name = chosen.width === null ? ratio : `${chosen.width}x${chosen.height} (${ratio})`
    const makes = `the shapes ${listed(rule.ratios)}`
    return { kind: 'nearest', chosen, pointer: '/body/size', asked: text, makes, became: name }
  }
}

/** Returns how far apart two sizes are. A difference in shape counts four times as much as a difference in area. */
function sizeDistance(one: { width: number; height: number }, other: { width: number; height: number }): number {
  return 4 * distance(one.width / one.height, other.width / other.height) + distance(one.width * one.height, other.width * other.height)
}
