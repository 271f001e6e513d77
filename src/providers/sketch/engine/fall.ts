// Rain and snow over a finished picture.
import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { randomFrom } from './noise.ts'

export function* fall({ width, height, data }: Pixels, what: 'rain' | 'snow', seed: number): Steps<void> {
  const random = randomFrom(seed ^ 0x0fa11)
  const count = Math.round(what === 'rain' ? (width * height) / 900 : (width * height) / 1400)
  for (let drop = 0; drop < count; drop++) {
    const near = random() ** 2
    const x = random() * width
    const y = random() * height
    const size = (what === 'rain' ? 0.012 + near * 0.03 : 0.0011 + near * 0.0038) * height
    if ((drop & 15) === 15) yield 256
    const alpha = what === 'rain' ? 0.1 + near * 0.12 : 0.35 + near * 0.5
    if (what === 'rain') {
      for (let step = 0; step < size; step++) lighten(Math.round(x - step * 0.18), Math.round(y + step), alpha * (step / size))
    } else {
      const radius = Math.ceil(size * 1.6)
      for (let dy = -radius; dy <= radius; dy++)
        for (let dx = -radius; dx <= radius; dx++)
          lighten(Math.round(x) + dx, Math.round(y) + dy, alpha * Math.exp(-(dx * dx + dy * dy) / (size * size)))
    }
  }
  function lighten(x: number, y: number, part: number): void {
    if (x < 0 || y < 0 || x >= width || y >= height) return
    const at = (y * width + x) * 4
    for (let channel = 0; channel < 3; channel++) data[at + channel] = data[at + channel]! + (236 - data[at + channel]!) * part
  }
}
