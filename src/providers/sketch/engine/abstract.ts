// Pictures without objects: warped noise for `abstract`, and nebulas for `space`.
import { newPixels, type Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { type Colour, gradient, hex, mix, shade } from './colour.ts'
import { hashPair, Noise, randomFrom } from './noise.ts'
import type { Scene } from './scene.ts'
import type { CanvasOptions } from './sight.ts'

const PALETTES = [
  ['0b132b', '1c3f60', '3a8fb7', 'f2d398', 'f28f5b', '8e2f4f'],
  ['1a1423', '3d2645', '832161', 'da4167', 'f6a55f', 'f0eff4'],
  ['052f3b', '0f6b6b', '52b69a', 'd9ed92', 'ffd166', 'ef6f51'],
  ['10002b', '3c096c', '7b2cbf', 'c77dff', 'ffd6ff', 'ff9e6d'],
  ['f4ecd8', 'e2c391', 'cc7a4a', '7d3b36', '2f2235', '4a7c8a'],
].map((colours) => colours.map(hex))
const STEPS = 1024

export function* paintAbstract(scene: Scene, { width, height, seed, octaves }: CanvasOptions): Steps<Pixels> {
  const random = randomFrom(seed ^ 0xab57)
  const noise = new Noise(seed)
  const other = new Noise(seed ^ 0x77)
  const pixels = newPixels(width, height)
  const table = gradient(stops(scene.accents, PALETTES[Math.floor(random() * PALETTES.length)]!), STEPS)
  const scale = 1.5 + random() * 1.1
  const [moveX, moveY] = [random() * 50, random() * 50]
  for (let y = 0, at = 0; y < height; y++) {
    const v = (y / height) * scale
    for (let x = 0; x < width; x++, at += 4) {
      const u = (x / height) * scale
      // Inigo Quilez' domain warping: noise displaced by noise, twice.
      const bendX = noise.fractal(u + moveX, v + moveY, 2)
      const bendY = noise.fractal(u + moveX + 5.2, v + moveY + 1.3, 2)
      const againX = other.fractal(u + 3.4 * bendX + 1.7, v + 3.4 * bendY + 9.2, 2)
      const field = noise.fractal(u + 2.6 * againX, v + 2.6 * bendX, Math.min(4, octaves))
      const lines = 0.5 + 0.5 * Math.sin(field * 46 + againX * 8)
      const position = Math.min(1, Math.max(0, (field - 0.22) * 1.75 + (bendX - 0.5) * 0.25))
      const entry = Math.floor(position * (STEPS - 1)) * 3
      const light = 0.84 + againX * 0.3 + (lines - 0.5) * 0.09
      const dither = hashPair(x, y)
      pixels.data[at] = Math.min(255, table[entry]! * light + dither)
      pixels.data[at + 1] = Math.min(255, table[entry + 1]! * light + dither)
      pixels.data[at + 2] = Math.min(255, table[entry + 2]! * light + dither)
      pixels.data[at + 3] = 255
    }
    yield width
  }
  return pixels
}

function stops(accents: Colour[], palette: Colour[]): [number, Colour][] {
  const [first, second = first && mix(first, hex('f6e7c8'), 0.55), third = second] = accents
  const colours = first
    ? [shade(first, 0.35), shade(first, 0.75), first, mix(first, second!, 0.5), second!, mix(third!, hex('fff6e6'), 0.45)]
    : palette
  return colours.map((colour, index) => [index / (colours.length - 1), colour])
}

export function* paintSpace(scene: Scene, { width, height, seed, octaves }: CanvasOptions): Steps<Pixels> {
  const random = randomFrom(seed ^ 0x5face)
  const noise = new Noise(seed)
  const pixels = newPixels(width, height)
  const aspect = width / height
  const [one, two] = [
    scene.accents[0] ?? hex(random() < 0.5 ? '7a3fd0' : 'c2427a'),
    scene.accents[1] ?? hex(random() < 0.5 ? '2f8fd0' : 'e88a4a'),
  ]
  const radius = 0.17 + random() * 0.12
  const [planetX, planetY] = [(0.3 + random() * 0.4) * aspect, 0.42 + random() * 0.2]
  const ring = scene.ringed ?? random() < 0.6
  const surface = gradient(stops([one, two], PALETTES[1]!), STEPS)
  const tilt = 0.3 + random() * 0.25
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const [u, v] = [x / height, y / height]
      const bend = noise.fractal(u * 1.8, v * 1.8, 3)
      const cloud = noise.fractal(u * 2.1 + bend * 1.6 + 20, v * 2.1 + bend, octaves)
      const veil = Math.max(0, cloud - 0.4) * 2.2
      const hue = noise.at(u * 1.3 + 50, v * 1.3)
      let red = 6 + veil * (one[0] + (two[0] - one[0]) * hue)
      let green = 7 + veil * (one[1] + (two[1] - one[1]) * hue)
      let blue = 16 + veil * (one[2] + (two[2] - one[2]) * hue)
      const [cellX, cellY] = [Math.floor(u * 110), Math.floor(v * 110)]
      const chance = hashPair(cellX, cellY)
      if (chance < 0.22) {
        const size = 0.0009 + hashPair(cellY, cellX) ** 7 * 0.004
        const [starX, starY] = [0.15 + hashPair(cellX + 911, cellY) * 0.7, 0.15 + hashPair(cellX, cellY + 577) * 0.7]
        const far = ((u * 110 - cellX - starX) / 110) ** 2 + ((v * 110 - cellY - starY) / 110) ** 2
        const spark = Math.min(1, Math.exp(-far / (size * size)) * (0.4 + chance * 3))
        red += (255 - red) * spark
        green += (248 - green) * spark
        blue += (238 - blue) * spark
      }
      const [dx, dy] = [(u - planetX) / radius, (v - planetY) / radius]
      const off = dx * dx + dy * dy
      const halo = Math.exp(-Math.max(0, Math.sqrt(off) - 1) * 9) * 0.35
      red += two[0] * halo * 0.5
      green += two[1] * halo * 0.5
      blue += two[2] * halo * 0.5
      const edge = (1 - Math.sqrt(off)) * radius * height
      let isPlanet = 0
      if (edge > -0.5) {
        const dz = Math.sqrt(Math.max(0, 1 - off))
        const bands = noise.fractal(dx * 0.7 + 3 + bend * 0.5, (dy + dx * tilt * 0.4) * 4.2 + 9, 4)
        const entry = Math.floor(Math.min(1, Math.max(0, (bands - 0.25) * 1.9)) * (STEPS - 1)) * 3
        const lit = Math.max(0.03, -dx * 0.55 - dy * 0.5 + dz * 0.62) * 1.25
        isPlanet = Math.min(1, edge + 0.5)
        red += (Math.min(255, surface[entry]! * lit) - red) * isPlanet
        green += (Math.min(255, surface[entry + 1]! * lit) - green) * isPlanet
        blue += (Math.min(255, surface[entry + 2]! * lit) - blue) * isPlanet
      }
      if (ring) {
        const [rx, ry] = [dx * Math.cos(tilt) - dy * Math.sin(tilt), (dx * Math.sin(tilt) + dy * Math.cos(tilt)) / 0.24]
        const distance = Math.sqrt(rx * rx + ry * ry)
        if (distance > 1.35 && distance < 2.2 && (ry > 0 || isPlanet === 0)) {
          const gap = 0.25 + 0.75 * noise.at(distance * 26, 2.5)
          const part = gap * 0.75 * Math.min(1, (distance - 1.35) * 12) * Math.min(1, (2.2 - distance) * 6)
          // Darkens the part of the ring that lies in the planet's shadow, on the side away from the light.
          const across = Math.abs(dx * 0.67 - dy * 0.74)
          const shadow = dx * 0.74 + dy * 0.67 > 0 && isPlanet === 0 ? 1 - 0.75 * Math.min(1, Math.max(0, (1.05 - across) * 5)) : 1
          red += (238 * shadow - red) * part
          green += (214 * shadow - green) * part
          blue += (186 * shadow - blue) * part
        }
      }
      const dither = hashPair(x, y)
      pixels.data[at] = Math.min(255, red + dither)
      pixels.data[at + 1] = Math.min(255, green + dither)
      pixels.data[at + 2] = Math.min(255, blue + dither)
      pixels.data[at + 3] = 255
    }
    yield width
  }
  return pixels
}
