// Describes a picture by measurements: size, colours, brightness, position of the subject. It does not recognize objects, and the text says
// so.
import type { Steps } from '../../../shared/slices.ts'
import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import { luma, nameOf } from './adjust.ts'
import { foregroundOf } from './background.ts'
import { resize } from './resample.ts'

// oxlint-disable-next-line complexity -- one measurement after another, and a sentence for each
export function* describe(source: Pixels): Steps<string> {
  const scale = Math.min(1, 160 / Math.max(source.width, source.height))
  const small = yield* resize(source, Math.max(1, Math.round(source.width * scale)), Math.max(1, Math.round(source.height * scale)))
  const { width, height, data } = small
  const colours = new Map<string, number>()
  const thirds = [0, 0, 0]
  const columns = [0, 0, 0]
  let light = 0
  let clear = 0
  let change = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      if (data[at + 3]! < 128) {
        clear++
        continue
      }
      // Colours are grouped coarsely first, so that names are looked up a few hundred times instead of once per pixel.
      const key = `${data[at]! >> 5},${data[at + 1]! >> 5},${data[at + 2]! >> 5}`
      colours.set(key, (colours.get(key) ?? 0) + 1)
      const value = luma(data[at]!, data[at + 1]!, data[at + 2]!)
      light += value
      thirds[Math.floor((y * 3) / height)]! += value
      columns[Math.floor((x * 3) / width)]! += value
      if (x > 0) change += Math.abs(value - luma(data[at - 4]!, data[at - 3]!, data[at - 2]!))
    }
  }
  const count = width * height
  const seen = Math.max(1, count - clear)
  const named = new Map<string, number>()
  for (const [key, times] of colours) {
    const name = nameOf(key.split(',').map((part) => Number(part) * 32 + 16) as unknown as [number, number, number])
    named.set(name, (named.get(name) ?? 0) + times)
  }
  const main = [...named]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, 4)
    .filter(([, times]) => times / seen > 0.04)
  const brightness = light / seen / 255
  const shape = source.width === source.height ? 'square' : source.width > source.height ? 'landscape format' : 'portrait format'
  const parts = [
    `A picture of ${source.width} × ${source.height} pixels, ${shape}.`,
    `Colours: ${main.map(([name, times]) => `${name} (${Math.round((times / seen) * 100)} %)`).join(', ')}.`,
    `Overall it is ${brightness > 0.75 ? 'very bright' : brightness > 0.55 ? 'bright' : brightness > 0.35 ? 'of middling brightness' : brightness > 0.18 ? 'dark' : 'very dark'}, ${change / seen > 18 ? 'full of fine detail' : change / seen > 7 ? 'with some detail' : 'smooth'}.`,
  ]
  const brightest = (values: number[], names: string[]) => {
    const most = values.indexOf(Math.max(...values))
    return Math.max(...values) > Math.min(...values) * 1.25 ? names[most] : null
  }
  const where = [
    brightest(thirds, ['at the top', 'across the middle', 'at the bottom']),
    brightest(columns, ['on the left', 'in the centre', 'on the right']),
  ].filter((each) => each !== null)
  if (where.length > 0) parts.push(`The light is strongest ${where.join(' and ')}.`)
  if (clear > 0) parts.push(`${Math.round((clear / count) * 100)} % of it is transparent.`)
  const foreground = yield* foregroundOf(small)
  let [sumX, sumY, mass] = [0, 0, 0]
  for (let pixel = 0; pixel < count; pixel++) {
    if (foreground[pixel]! < 128) continue
    sumX += pixel % width
    sumY += Math.floor(pixel / width)
    mass++
  }
  if (mass / count > 0.02 && mass / count < 0.7) {
    const across = sumX / mass / width
    const down = sumY / mass / height
    parts.push(
      `Something stands out from an even ground, ${down < 0.4 ? 'high up' : down > 0.6 ? 'low down' : 'half way up'} ${across < 0.4 ? 'on the left' : across > 0.6 ? 'on the right' : 'in the middle'}, over ${Math.round((mass / count) * 100)} % of the picture.`,
    )
  }
  parts.push('Measured by arithmetic; nothing was recognized (procedural sketch, no AI).')
  return parts.join(' ')
}
