/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number]
/** A colour in Björn Ottosson's OKLab: lightness 0 to 1, and two axes of hue. Equal distances in OKLab look like equal differences. */
type Lab = readonly [lightness: number, greenRed: number, blueYellow: number]

export function hex(text: string): Colour {
  return [Number.parseInt(text.slice(0, 2), 16), Number.parseInt(text.slice(2, 4), 16), Number.parseInt(text.slice(4, 6), 16)]
}

const linear = (value: number) => (value <= 10.3 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4)
const gamma = (value: number) => 255 * (value <= 0.0031308 ? Math.max(0, value) * 12.92 : Math.min(1, 1.055 * value ** (1 / 2.4) - 0.055))

export function toLab([red, green, blue]: Colour): Lab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromLab([lightness, a, b]: Lab): Colour {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

export function mix(from: Colour, to: Colour, part: number): Colour {
  const [one, other] = [toLab(from), toLab(to)]
  return fromLab([one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part, one[2] + (other[2] - one[2]) * part])
}

/**
 * Moves the hue of `colour` towards the hue of `towards`. `part` is from 0 to 1; with 1, the result has the hue of `towards`. The
 * lightness also moves towards that of `towards`, but only by a fifth of `part`.
 */
export function tint(colour: Colour, towards: Colour, part: number): Colour {
  const [one, other] = [toLab(colour), toLab(towards)]
  const lightness = one[0] + (other[0] - one[0]) * part * 0.2
  return fromLab([lightness, one[1] + (other[1] - one[1]) * part, one[2] + (other[2] - one[2]) * part])
}

/** Makes a colour lighter (factor above 1) or darker (below 1). */
export function shade(colour: Colour, factor: number): Colour {
  const [lightness, a, b] = toLab(colour)
  return fromLab([Math.min(1, lightness * factor), a, b])
}

export function gradient(stops: readonly (readonly [at: number, colour: Colour])[], steps: number): Float32Array {
  const table = new Float32Array(steps * 3)
  for (let step = 0; step < steps; step++) {
    const at = step / (steps - 1)
    const next = Math.max(
      1,
      stops.findIndex(([position]) => position >= at) === -1 ? stops.length - 1 : stops.findIndex(([position]) => position >= at),
    )
    const [[low, first], [high, second]] = [stops[next - 1]!, stops[next]!]
    const part = Math.min(1, Math.max(0, (at - low) / (high - low || 1)))
    table.set(mix(first, second, part * part * (3 - 2 * part) * 0.5 + part * 0.5), step * 3)
  }
  return table
}

/** Colours by name. */
export const NAMED: Record<string, Colour> = {
  red: hex('d8352a'),
  scarlet: hex('d62718'),
  crimson: hex('a8142c'),
  orange: hex('f08227'),
  amber: hex('f5a623'),
  gold: hex('e8b537'),
  golden: hex('e8b537'),
  yellow: hex('f5d547'),
  lime: hex('9bd33c'),
  green: hex('3f9d4f'),
  emerald: hex('1f9d6b'),
  mint: hex('8fdcc0'),
  teal: hex('1c8c8c'),
  turquoise: hex('2fc4c0'),
  cyan: hex('36c5e0'),
  blue: hex('2f6fd6'),
  azure: hex('3a9bea'),
  navy: hex('1c2c6b'),
  indigo: hex('43389f'),
  violet: hex('7a48c8'),
  purple: hex('8036b8'),
  lavender: hex('b9a2e8'),
  magenta: hex('cf36a8'),
  pink: hex('f08cb8'),
  rose: hex('e8688e'),
  coral: hex('f5775e'),
  peach: hex('fbb78e'),
  brown: hex('8a5a34'),
  white: hex('f2f2ee'),
  silver: hex('bcc4cc'),
  grey: hex('8c9096'),
  gray: hex('8c9096'),
  black: hex('1c1d22'),
}
