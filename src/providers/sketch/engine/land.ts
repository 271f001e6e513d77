// The layers of land: where each of them begins, and the colour of each of their pixels.
import { mix } from './colour.ts'
import { hashPair, type Noise } from './noise.ts'
import type { Ground, Scene } from './scene.ts'
import { type CanvasOptions, type Layer, type Sight, smooth } from './sight.ts'

/** The colour that `shadeLand` computed last. The array is reused, so that shading a million pixels creates no garbage. */
export const land = new Float32Array(3)

// oxlint-disable-next-line max-lines-per-function, complexity -- one pixel in one pass: each kind of layer is a branch of it
export function shadeLand(sight: Sight, layer: Layer, x: number, y: number): void {
  const { noise, scene, height, octaves, lightX } = sight
  const u = x / height
  const v = y / height
  const below = (y - layer.edge[x]!) / height
  let light = 1
  let fade = smooth(0, 0.34 - layer.depth * 0.1, below) * (0.25 + scene.fog * 0.75) * (1 - layer.depth * 0.9)
  let white = 0
  let red = layer.colour[0]
  let green = layer.colour[1]
  let blue = layer.colour[2]
  switch (layer.kind) {
    case 'mountain': {
      const scale = 7 + layer.depth * 6
      const slant = u * scale + v * scale * 0.5
      const here = noise.ridged(slant + layer.depth * 50, v * scale * 1.3 - u * scale * 0.22, Math.min(4, octaves))
      const towards = Math.min(1, Math.max(-1, (lightX - u) * 3.5))
      const beside = noise.ridged(
        slant + layer.depth * 50 + 0.17 * towards,
        v * scale * 1.3 - u * scale * 0.22 + 0.07,
        Math.min(4, octaves),
      )
      const relief = here - beside
      light = 1 + relief * (0.85 - (1 - layer.depth) * 0.35)
      if (scene.snowcaps > 0) {
        const line = 0.05 + scene.snowcaps * 0.2 + (here - 0.5) * 0.16
        white = smooth(line, line - 0.05, below + layer.mark[x]! * 0.35) * (0.55 + relief * 1.3) * (0.5 + scene.snowcaps * 0.5)
      }
      break
    }
    case 'hill':
    case 'grass': {
      const size = 0.6 + layer.depth * 0.9
      const lean = noise.at(u * 5, v * 5) * 0.03
      const blades = noise.at((u + lean) * (330 / size), (v * 46) / size + layer.depth * 90) - 0.5
      const swathes = noise.fractal(u * 5 + layer.depth * 31, v * 16 + layer.depth * 9, 3) - 0.5
      const lean2 = Math.max(0, 1 - Math.abs(u - lightX) * 1.1)
      light =
        1 + blades * (layer.kind === 'grass' ? 0.34 : 0.16) + swathes * 0.6 + (0.3 + lean2 * 0.25) * Math.exp(-below * 20) - below * 0.55
      if (scene.flowers && layer.depth > 0.4) {
        const size = 46 / (0.35 + below * 3.2 + (1 - layer.depth))
        const cellX = Math.floor(u * size)
        const cellY = Math.floor(v * size * 1.6)
        const chance = hashPair(cellX + Math.round(size), cellY)
        const dx = u * size - cellX - 0.5
        const dy = v * size * 1.6 - cellY - 0.5
        if (chance < 0.5 && below > 0.012 && dx * dx + dy * dy < 0.03 + chance * 0.16) {
          const [r, g, b] = chance < 0.06 ? ([250, 246, 230] as const) : scene.flowers
          const glow = 0.75 + hashPair(cellY, cellX) * 0.4
          red = r * glow
          green = g * glow
          blue = b * glow
          light = scene.time === 'night' ? 0.35 : scene.time === 'dusk' ? 0.6 : 0.95
        }
      }
      break
    }
    case 'pines': {
      const needles = noise.at(u * 150, v * 95 + layer.depth * 30) - 0.5
      light = 1 + needles * (0.12 + layer.depth * 0.24) + 0.3 * Math.exp(-below * 34) * Math.max(0.25, 1 - Math.abs(u - lightX) * 1.3)
      break
    }
    case 'dune': {
      // Each pixel takes its slope from the point of the crest that lies diagonally above the pixel. Where the slope faces the light, the
      // dune is brighter.
      const along = Math.min(
        layer.mark.length - 1,
        Math.max(0, Math.round(x - below * height * (0.9 + 0.5 * Math.sin(v * 9 + layer.depth * 7)))),
      )
      const slope = layer.mark[along]!
      const ripples = Math.sin((v * 230 + noise.at(u * 9, v * 14) * 9 + slope * 60) * (1.2 - layer.depth * 0.5)) * 0.03
      const sunny = smooth(-0.3, 0.3, lightX > sight.aspect / 2 ? -slope : slope)
      light = 0.72 + 0.5 * sunny * Math.exp(-below * 2.2) + ripples + 0.16 * Math.exp(-below * 40)
      break
    }
    case 'city': {
      const building = layer.mark[x]!
      light = 0.86 + 0.28 * hashPair(building, 3) + below * 0.25
      fade *= 0.8
      const cell = 0.0115 - (1 - layer.depth) * 0.004
      const column = Math.floor(u / cell)
      const floor = Math.floor(v / (cell * 1.35))
      const inX = u / cell - column
      const inY = v / (cell * 1.35) - floor
      if (inX > 0.25 && inX < 0.8 && inY > 0.3 && inY < 0.78 && below > 0.008 && layer.depth > 0.2) {
        const dark = scene.time === 'day' || scene.time === 'dawn' ? 0.12 : 0.5
        const chance = hashPair(column * 7 + building * 131, floor)
        if (chance < dark) {
          const warm = hashPair(floor, column)
          red = 255
          green = 196 + warm * 46
          blue = 96 + warm * 110
          light = (0.6 + warm * 0.4) * (0.55 + layer.depth * 0.45)
          fade *= 0.4
        } else light *= 1.12
      }
    }
  }
  red *= light
  green *= light
  blue *= light
  if (white > 0) {
    const part = Math.min(1, white)
    const dim = scene.time === 'night' ? 0.45 : scene.time === 'dusk' ? 0.72 : 1
    red += ((scene.light[0] * 0.35 + 165) * dim - red) * part
    green += ((scene.light[1] * 0.35 + 165) * dim - green) * part
    blue += (252 * dim - blue) * part
  }
  land[0] = red + (layer.foot[0] - red) * fade
  land[1] = green + (layer.foot[1] - green) * fade
  land[2] = blue + (layer.foot[2] - blue) * fade
}

// oxlint-disable-next-line max-lines-per-function -- a table in words: the layers of each kind of scene, one after another
export function layersOf(scene: Scene, canvas: CanvasOptions, noise: Noise, random: () => number, horizon: number): Layer[] {
  const { width, height } = canvas
  const layers: Layer[] = []
  const add = (kind: Layer['kind'], depth: number, edgeOf: (u: number, x: number) => number, mark?: (u: number) => number) => {
    const edge = new Float32Array(width)
    const marks = new Float32Array(width)
    for (let x = 0; x < width; x++) {
      edge[x] = edgeOf(x / height, x) * height
      if (mark) marks[x] = mark(x / height)
    }
    const away =
      scene.ground === 'city' && kind === 'city'
        ? mix(scene.far, scene.near, 0.25 + depth * 0.7)
        : mix(scene.far, scene.near, depth ** 1.25)
    const colour = mix(away, scene.haze, (1 - depth) * (0.12 + scene.fog * 0.5))
    layers.push({ kind, depth, edge, mark: marks, colour, foot: mix(scene.haze, colour, depth * 0.4) })
    return layers.at(-1)!
  }
  const offset = () => random() * 90
  const wet = scene.water !== 'none'

  const ranges = (count: number, tallest: number, foot: number, nearest: number) => {
    for (let index = 0; index < count; index++) {
      const depth = (index / Math.max(1, count - 1)) * nearest
      const from = offset()
      const size = 1.5 + index * 0.75
      const rise = tallest * (1 - index * 0.2)
      const base = foot + (wet ? 0 : index * 0.055)
      add(
        'mountain',
        depth,
        (u) =>
          base -
          rise * (noise.ridged(u * size + from, from * 0.37, canvas.octaves + 1) * 0.85 - 0.16) -
          rise * 0.35 * (noise.at(u * 1.1 + from, 3.1) - 0.5),
        (u) => Math.max(0, base - rise * 0.6 - (base - rise * (noise.at(u * size * 0.7 + from, from * 0.37) - 0.2))) * 0.4,
      )
    }
  }
  const hills = (count: number, from: number, to: number, kind: Layer['kind'], nearest: number, farthest: number) => {
    for (let index = 0; index < count; index++) {
      const t = count === 1 ? 1 : index / (count - 1)
      const start = offset()
      const base = from + (to - from) * t
      add(
        kind,
        farthest + (nearest - farthest) * t,
        (u) => base - 0.11 * (1 - t * 0.35) * (noise.fractal(u * (1.3 + t * 0.5) + start, start, 2) - 0.35),
      )
    }
  }
  const pines = (base: number, size: number, depth: number, density: number) => {
    const start = offset()
    const layer = add('pines', depth, (u) => base - 0.09 * (noise.fractal(u * 1.6 + start, start, 2) - 0.4))
    const ground = layer.edge.slice()
    const seed = Math.round(start * 1000)
    const step = size * 0.24 * height
    for (let tree = -2; tree < width / step + 2; tree++) {
      if (hashPair(tree, seed) > density) continue
      const middle = (tree + hashPair(tree, seed + 1)) * step
      const tall = size * height * (0.55 + hashPair(tree, seed + 2) * 0.65)
      const half = tall * (0.17 + hashPair(tree, seed + 3) * 0.06)
      const foot = ground[Math.min(width - 1, Math.max(0, Math.round(middle)))]! + size * 0.1 * height
      for (let x = Math.max(0, Math.ceil(middle - half)); x <= Math.min(width - 1, Math.floor(middle + half)); x++) {
        const out = Math.abs(x - middle) / half
        const tiers = (out * 5.5 + (x > middle ? 0.35 : 0)) % 1
        const top = foot - tall * (1 - out) ** 1.12 - tall * 0.1 * (1 - tiers) * (out > 0.05 ? 1 : 0) + tall * 0.035
        if (top < layer.edge[x]!) layer.edge[x] = top
      }
    }
  }
  const buildings = (base: number, tallest: number, depth: number) => {
    const seed = Math.round(offset() * 1000)
    const tops = new Float32Array(width)
    const names = new Float32Array(width)
    let x = -Math.round(random() * 0.04 * height)
    for (let building = 0; x < width; building++) {
      const wide = Math.max(3, Math.round((0.028 + hashPair(building, seed) * 0.055) * height * (0.7 + depth * 0.5)))
      const middle = (x + wide / 2) / width
      const centre = Math.exp(-((middle - 0.5) ** 2) / 0.09)
      const tall = tallest * (0.22 + 0.78 * hashPair(building, seed + 1) ** 1.7 * (0.35 + centre * 0.75) + 0.15 * centre)
      const style = hashPair(building, seed + 2)
      for (let column = Math.max(0, x); column < Math.min(width, x + wide); column++) {
        const inside = (column - x) / wide
        let extra = 0
        if (style < 0.22) extra = inside > 0.25 && inside < 0.75 ? 0.02 + (inside > 0.4 && inside < 0.6 ? 0.022 : 0) : 0
        else if (style < 0.36) extra = (0.5 - Math.abs(inside - 0.5)) * 0.07
        else if (style < 0.5 && Math.abs(column - x - Math.floor(wide / 2)) < Math.max(1, height / 700)) extra = 0.06
        tops[column] = base - tall - extra
        names[column] = building + 1 + seed
      }
      x += wide + (hashPair(building, seed + 4) < 0.25 ? Math.round(0.006 * height) : 0)
    }
    add(
      'city',
      depth,
      (_, column) => tops[column]! || base,
      (u) => names[Math.min(width - 1, Math.round(u * height))]!,
    )
  }
  const dunes = (count: number) => {
    for (let index = 0; index < count; index++) {
      const t = index / (count - 1)
      const start = offset()
      const base = horizon + t * 0.3
      const crest = (u: number) => {
        const p = u * (0.9 + (1 - t) * 1.3) + start
        const whole = Math.floor(p)
        const part = p - whole
        const peak = 0.45 + hashPair(whole, Math.round(start * 10)) * 0.3
        const shape = part < peak ? (part / peak) ** 1.6 : ((1 - part) / (1 - peak)) ** 1.15
        return base - (0.05 + 0.12 * hashPair(whole, Math.round(start * 10) + 7)) * shape - 0.03 * noise.at(p * 1.2, start)
      }
      add('dune', 0.12 + t * 0.8, crest, (u) => (crest(u + 0.004) - crest(u - 0.004)) / 0.008)
    }
  }

  paintGround(scene.ground)
  if (scene.water !== 'none') {
    // The subjects stand on a low bank in the foreground. It is low, so that the water stays visible.
    const start = offset()
    add(
      scene.ground === 'desert' ? 'dune' : 'grass',
      1,
      (u) => 0.965 - 0.06 * (noise.fractal(u * 1.4 + start, 4, 3) - 0.35) - 0.05 * Math.max(0, u / (width / height) - 0.55),
    )
  }
  return layers

  function paintGround(ground: Ground): void {
    switch (ground) {
      case 'mountains':
        ranges(wet ? 3 : 4, wet ? 0.34 : 0.4, horizon + (wet ? 0.02 : 0.06), wet ? 0.62 : 0.72)
        if (!wet) {
          pines(0.84, 0.075, 0.84, 0.85)
          pines(0.95, 0.13, 1, 0.6)
        } else pines(horizon + 0.012, 0.035, 0.74, 0.8)
        return
      case 'hills':
        if (wet) hills(3, horizon - 0.05, horizon + 0.025, 'hill', 0.6, 0.1)
        else {
          ranges(2, 0.22, horizon + 0.02, 0.22)
          hills(4, horizon + 0.03, 0.9, 'hill', 0.95, 0.32)
        }
        return
      case 'forest':
        ranges(2, 0.26, horizon, 0.2)
        if (wet) {
          pines(horizon + 0.01, 0.07, 0.45, 0.95)
          pines(horizon + 0.02, 0.1, 0.72, 0.8)
          return
        }
        pines(horizon + 0.05, 0.09, 0.3, 0.95)
        pines(horizon + 0.12, 0.14, 0.52, 0.9)
        pines(horizon + 0.21, 0.21, 0.76, 0.75)
        pines(0.98, 0.32, 1, 0.42)
        return
      case 'city': {
        const foot = wet ? horizon + 0.01 : 0.86
        buildings(foot, wet ? 0.26 : 0.42, 0.12)
        buildings(foot + 0.01, wet ? 0.22 : 0.36, 0.45)
        buildings(foot + 0.03, wet ? 0.13 : 0.26, 0.78)
        if (!wet) hills(1, 0.97, 0.97, 'grass', 1, 1)
        return
      }
      case 'desert':
        ranges(1, 0.14, horizon + 0.01, 0.08)
        if (!wet) dunes(4)
        return
      case 'meadow':
        ranges(2, 0.24, horizon + 0.01, 0.2)
        hills(wet ? 2 : 4, horizon + 0.02, wet ? horizon + 0.03 : 0.9, 'grass', wet ? 0.6 : 0.95, 0.3)
    }
  }
}
