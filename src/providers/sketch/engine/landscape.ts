// Draws a landscape row by row: sky, layers of land from far to near, water that mirrors both, and then the subjects in it.
import { newPixels, type Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { type Colour, gradient, mix, shade } from './colour.ts'
import { hashPair, Noise, randomFrom } from './noise.ts'
import type { Ground, Scene } from './scene.ts'
import { paintSubjects } from './subjects.ts'

export interface CanvasOptions {
  width: number
  height: number
  seed: number
  /** 2 (quick) to 6 octaves of noise. */
  octaves: number
  /** Leaves out the sky, so that the background of the page shows. */
  transparentSky: boolean
}

interface Layer {
  kind: 'mountain' | 'hill' | 'pines' | 'dune' | 'city' | 'grass'
  /** 0 far, 1 near. */
  depth: number
  /** The top of the land in each column, in pixels from the top. */
  edge: Float32Array
  /** Extra data of each column, depending on the kind: the slope of a dune, the number of a building. */
  mark: Float32Array
  colour: Colour
  /** The colour that the layer fades into at its foot. */
  foot: Colour
}

const LUT = 1024
// Ordered dithering: no bands in the sky, and it packs better than noise.
const BAYER = Float32Array.from(
  [
    0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60, 28, 52, 20, 62, 30, 54, 22, 3, 35, 11,
    43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47, 7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29, 53, 21,
  ].map((value) => (value + 0.5) / 64),
)
/** How much light the corners keep, by the square of the distance from the middle. */
const VIGNETTE = Float32Array.from({ length: 520 }, (_, step) => 1 - 0.62 * (step / 1024) ** 1.25)
const smooth = (low: number, high: number, value: number) => {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}

// oxlint-disable-next-line max-lines-per-function -- one picture from back to front; its parts follow one another and share all the measures of the scene
export function* paintLandscape(scene: Scene, canvas: CanvasOptions): Steps<Pixels> {
  const { width, height, seed, octaves } = canvas
  const pixels = newPixels(width, height)
  const random = randomFrom(seed ^ 0x51ed27)
  const noise = new Noise(seed)
  const aspect = width / height

  const horizon = scene.water === 'sea' ? 0.56 + random() * 0.06 : scene.water === 'lake' ? 0.58 + random() * 0.05 : 0.62 + random() * 0.06
  const lightX = (0.24 + random() * 0.52) * aspect
  const low = scene.time === 'sunset' || scene.time === 'dawn' || scene.time === 'dusk'
  const lightY = low ? horizon - 0.1 - random() * 0.08 : 0.15 + random() * 0.14
  const layers = layersOf(scene, canvas, noise, random, horizon)
  const sky = gradient(
    [
      [0, scene.sky[0]],
      [0.42, scene.sky[1]],
      [0.8, scene.sky[2]],
      [1, scene.sky[3]],
    ],
    LUT,
  )
  const row = new Float32Array(width * 3)
  const sight: Sight = {
    scene,
    noise,
    octaves,
    aspect,
    horizon,
    lightX,
    lightY,
    low,
    width,
    height,
    sky,
    glows: glowsOf(scene, low),
    clouds: { density: new Float32Array((width >> 1) + 2), side: new Float32Array((width >> 1) + 2) },
  }
  const waterFrom = scene.water === 'none' ? height : Math.round(horizon * height)
  const nearest = Math.max(...layers.map((layer) => layer.depth))
  // The top of the land in each column: below it no sky is computed.
  const landFrom = new Float32Array(width).fill(height)
  for (const { edge } of layers) for (let x = 0; x < width; x++) landFrom[x] = Math.min(landFrom[x]!, edge[x]!)

  const edges = layers.map((layer) => layer.edge)
  const isNearest = layers.map((layer) => layer.depth === nearest)
  const { data } = pixels
  for (let y = 0; y < height; y++) {
    const isWater = y >= waterFrom
    if (isWater) waterRow(sight, pixels, row, y, waterFrom)
    else skyRow(sight, row, y, landFrom)
    let out = y * width * 4
    const vertical = (y / height - 0.5) ** 2
    for (let x = 0; x < width; x++, out += 4) {
      let red = row[x * 3]!
      let green = row[x * 3 + 1]!
      let blue = row[x * 3 + 2]!
      let alpha = canvas.transparentSky && !isWater ? 0 : 1
      if (y + 1 > landFrom[x]!) {
        // Starts with the nearest layer that hides everything behind it.
        let first = layers.length - 1
        for (; first > 0; first--) if (y >= edges[first]![x]! && (!isWater || isNearest[first])) break
        for (let index = first; index < layers.length; index++) {
          if (isWater && !isNearest[index]) continue
          const cover = Math.min(1, y + 1 - edges[index]![x]!)
          if (cover <= 0) continue
          shadeLand(sight, layers[index]!, x, y)
          red += (land[0]! - red) * cover
          green += (land[1]! - green) * cover
          blue += (land[2]! - blue) * cover
          alpha += (1 - alpha) * cover
        }
      }
      const u = x / width - 0.5
      const vignette = VIGNETTE[((u * u + vertical) * 1024) | 0]!
      const dither = BAYER[((y & 7) << 3) | (x & 7)]!
      data[out] = Math.min(255, red * vignette + dither)
      data[out + 1] = Math.min(255, green * vignette + dither)
      data[out + 2] = Math.min(255, blue * vignette + dither)
      data[out + 3] = alpha * 255
    }
    yield width
  }
  const ground = layers.at(-1)!
  yield* paintSubjects(pixels, scene, {
    seed,
    horizon,
    waterFrom,
    groundAt: (x) => ground.edge[Math.min(width - 1, Math.max(0, Math.round(x)))]!,
    lightX: lightX * height,
    lightY: lightY * height,
  })
  if (scene.falling !== 'none') yield* fall(pixels, scene.falling, seed)
  return pixels
}

interface Sight {
  scene: Scene
  noise: Noise
  octaves: number
  aspect: number
  horizon: number
  lightX: number
  lightY: number
  low: boolean
  width: number
  height: number
  sky: Float32Array
  glows: Float32Array
  /** For the current row, one value per two columns. */
  clouds: { density: Float32Array; side: Float32Array }
}

// --- sky ----------------------------------------------------------------------------------------------------------------------------

const GLOW_STEPS = 2048
const GLOW_PER_UNIT = 1000

/** How much the sky takes on the light's colour, by the distance from the light. */
function glowsOf(scene: Scene, low: boolean): Float32Array {
  const night = scene.time === 'night'
  const glow = night ? 0.3 : low ? 0.75 : 0.6
  const falloff = night ? 0.16 : low ? 0.42 : 0.3
  return Float32Array.from({ length: GLOW_STEPS }, (_, step) => {
    const distance = step / GLOW_PER_UNIT
    const wide = Math.exp(-distance / falloff)
    return scene.disc ? glow * Math.exp((-distance * distance) / (falloff * falloff * 0.35)) + glow * 0.35 * wide : 0.08 * wide
  })
}

// oxlint-disable-next-line max-lines-per-function, complexity -- one row of pixels in one pass: each kind of sky is a branch of it
function skyRow(sight: Sight, row: Float32Array, y: number, landFrom: Float32Array): void {
  const { scene, noise, octaves, horizon, lightX, lightY, low, width, height, sky } = sight
  const v = y / height
  const position = Math.min(LUT - 1, Math.floor((v / horizon) * (LUT - 1))) * 3
  const [baseRed, baseGreen, baseBlue] = [sky[position]!, sky[position + 1]!, sky[position + 2]!]
  const [lightRed, lightGreen, lightBlue] = scene.light
  const night = scene.time === 'night'
  const discRadius = night ? 0.042 : low ? 0.05 : 0.036
  // Clouds are flat: near the horizon they are seen from the side.
  const towards = 1 / (0.16 + Math.max(0.01, horizon - v))
  const cover = 0.64 - scene.clouds * 0.34
  const cloudy = scene.clouds > 0.02
  const cloudFade = smooth(0, 0.12, horizon - v)
  const top = scene.sky[0]
  const bottom = scene.sky[3]
  const darkCloud: Colour = night ? shade(top, 1.25) : low ? mix(scene.sky[1], top, 0.35) : mix(scene.sky[1], [176, 186, 202], 0.6)
  const brightCloud: Colour = night
    ? shade(scene.sky[2], 1.15)
    : low
      ? mix(bottom, scene.light, 0.35)
      : scene.clouds > 0.8
        ? [228, 232, 236]
        : [255, 255, 255]
  const storm = scene.falling === 'rain' ? 0.75 : 1
  const lights = sight.glows
  // Clouds are soft, so every second column is computed and the ones between are averaged.
  const { density: densities, side: sides } = sight.clouds
  if (cloudy && cloudFade > 0) {
    for (let half = 0; half < densities.length; half++) {
      const x = Math.min(width - 1, half * 2)
      if (y > landFrom[x]! + 1 && y > landFrom[Math.max(0, x - 1)]! + 1 && y > landFrom[Math.min(width - 1, x + 1)]! + 1) continue
      const dx = (half * 2) / height - lightX
      const cx = dx * towards * (low ? 0.5 : 0.62) + 31
      const cy = towards * (low ? 1.35 : 0.95)
      const bend = noise.at(cx * 0.9 + 7, cy * 0.9)
      const density = noise.fractal(cx + bend * 0.7, cy + bend * 0.35, octaves)
      densities[half] = density
      // Lit where the cloud thins out towards the light.
      sides[half] =
        density < cover - 0.02
          ? density
          : noise.fractal(cx + bend * 0.7 - dx * 0.22, cy + bend * 0.35 + (low ? 0.16 : -0.14), Math.max(2, octaves - 2))
    }
  }
  for (let x = 0; x < width; x++) {
    if (y > landFrom[x]! + 1) continue
    const u = x / height
    const dx = u - lightX
    const dy = (v - lightY) * (low ? 1.6 : 1)
    const distance = Math.sqrt(dx * dx + dy * dy)
    let red = baseRed
    let green = baseGreen
    let blue = baseBlue
    const bright = lights[Math.min(GLOW_STEPS - 1, (distance * GLOW_PER_UNIT) | 0)]!
    red += (lightRed - red) * bright
    green += (lightGreen - green) * bright
    blue += (lightBlue - blue) * bright

    if (scene.stars > 0) {
      const cellX = Math.floor(u * 95)
      const cellY = Math.floor(v * 95)
      const chance = hashPair(cellX, cellY)
      const band = scene.stars > 0.9 ? noise.fractal(u * 2.2 + v * 1.6 + 40, v * 2.4 - u * 0.9, 3) : 0
      if (band > 0.42) {
        const milky = (band - 0.42) * 90 * Math.exp(-((v - horizon * 0.45 + (u - sight.aspect / 2) * 0.35) ** 2) / 0.02)
        red += milky * 0.9
        green += milky * 0.92
        blue += milky * 1.15
      }
      if (chance < 0.07 + scene.stars * 0.2) {
        const sx = (cellX + 0.2 + hashPair(cellX + 911, cellY) * 0.6) / 95
        const sy = (cellY + 0.2 + hashPair(cellX, cellY + 577) * 0.6) / 95
        const size = 0.0009 + hashPair(cellX + 31, cellY + 17) ** 6 * 0.0022
        const spark =
          scene.stars * Math.exp(-((u - sx) ** 2 + (v - sy) ** 2) / (size * size)) * (0.35 + chance * 2.4) * smooth(0, 0.25, horizon - v)
        red += (255 - red) * Math.min(1, spark)
        green += (252 - green) * Math.min(1, spark)
        blue += (240 - blue) * Math.min(1, spark)
      }
    }
    if (scene.aurora) {
      const curtain = noise.at(u * 2.6 + 3, 7.7) * 0.22 + noise.at(u * 7, 1.3) * 0.05
      const height01 = horizon * 0.62 - v - curtain + 0.2
      if (height01 > -0.05 && height01 < 0.55) {
        const rays = 0.55 + 0.45 * noise.at(u * 38, v * 1.2)
        const strength =
          Math.exp(-Math.max(0, height01) * 6.5) * smooth(-0.05, 0.02, height01) * rays * (0.35 + noise.at(u * 1.7 + 9, 4)) * 0.85
        const upper = smooth(0.05, 0.4, height01)
        red += (70 + upper * 110 - red) * strength * 0.75
        green += (245 - upper * 130 - green) * strength * 0.8
        blue += (150 + upper * 80 - blue) * strength * 0.8
      }
    }
    if (scene.disc) {
      const edge = (discRadius - Math.sqrt(dx * dx + (v - lightY) ** 2)) * height
      if (edge > -1) {
        const part = Math.min(1, Math.max(0, edge + 0.5))
        const seas = night ? 0.86 + 0.14 * smooth(0.42, 0.6, noise.fractal(dx * 34 + 5, (v - lightY) * 34, 3)) : 1
        red += (lightRed * seas - red) * part
        green += (lightGreen * seas - green) * part
        blue += (lightBlue * seas - blue) * part
      }
    }
    if (scene.rainbow) {
      const arc = Math.sqrt((u - sight.aspect * 0.5) ** 2 * 0.9 + (v - horizon - 0.08) ** 2) - 0.46
      if (Math.abs(arc) < 0.04) {
        const hue = (arc + 0.04) / 0.08
        const strength = 0.42 * Math.sin(Math.PI * hue)
        red += (255 * smooth(0.3, 0.9, hue) + 120 * smooth(0.25, 0, hue) - red) * strength
        green += (230 * Math.max(0, 1 - Math.abs(hue - 0.52) * 2.6) - green) * strength
        blue += (255 * smooth(0.62, 0.12, hue) - blue) * strength
      }
    }
    if (cloudy && cloudFade > 0) {
      const half = x >> 1
      const after = half + (x & 1)
      const density = (densities[half]! + densities[after]!) / 2
      const body =
        smooth(cover, cover + (low ? 0.2 : 0.15), density) *
        cloudFade *
        (scene.disc ? 1 - 0.8 * Math.exp(-(distance * distance) / 0.009) : 1)
      if (body > 0.003) {
        const side = (sides[half]! + sides[after]!) / 2
        const lit = Math.min(1, Math.max(0, (low ? 0.5 : 0.72) + (density - side) * (low ? 2.6 : 3.4) - (body - 0.6) * 0.35)) * storm
        const near = Math.exp(-distance * 2.6)
        const part = body * (night ? 0.55 : 0.9)
        const glowing = low ? near * 0.55 : 0
        red += (darkCloud[0] + (brightCloud[0] - darkCloud[0]) * lit + (lightRed - darkCloud[0]) * glowing * lit - red) * part
        green += (darkCloud[1] + (brightCloud[1] - darkCloud[1]) * lit + (lightGreen - darkCloud[1]) * glowing * lit - green) * part
        blue += (darkCloud[2] + (brightCloud[2] - darkCloud[2]) * lit + (lightBlue - darkCloud[2]) * glowing * lit - blue) * part
      }
    }
    row[x * 3] = Math.max(0, red)
    row[x * 3 + 1] = Math.max(0, green)
    row[x * 3 + 2] = Math.max(0, blue)
  }
}

// --- water --------------------------------------------------------------------------------------------------------------------------

function waterRow(sight: Sight, pixels: Pixels, row: Float32Array, y: number, from: number): void {
  const { scene, noise, lightX, width, height, horizon } = sight
  const below = (y - from) / height
  const depth = below / (1 - horizon)
  const near = 0.05 + depth
  const calm = scene.water === 'lake' ? 0.45 : 1
  const mirrored = from - 1 - (y - from) * 0.92
  const [waterRed, waterGreen, waterBlue] = scene.waterColour
  const tinted = 0.16 + 0.5 * depth ** 1.3 + (scene.water === 'sea' ? 0.12 : 0)
  const stretch = 5 / near
  for (let x = 0; x < width; x++) {
    const u = x / height
    const wave = noise.at((u - lightX) * stretch * 0.8 + 60, 90 / (0.06 + depth)) - 0.5
    const ripple = noise.at((u - lightX) * stretch * 3 + 10, 260 / (0.1 + depth)) - 0.5
    const swell = (wave * 0.7 + ripple * 0.3) * calm
    const sourceX = Math.min(width - 1, Math.max(0, x + swell * 0.05 * near * height)) | 0
    const sourceY = Math.min(from - 1, Math.max(0, mirrored + swell * 0.34 * near * height)) | 0
    const at = (sourceY * width + sourceX) * 4
    let red = pixels.data[at]! * 0.94
    let green = pixels.data[at + 1]! * 0.95
    let blue = pixels.data[at + 2]! * 0.97
    const part = Math.min(0.85, tinted + swell * 0.35)
    red += (waterRed - red) * part
    green += (waterGreen - green) * part
    blue += (waterBlue - blue) * part
    const light = 1 + swell * 0.42 * (0.3 + depth)
    red *= light
    green *= light
    blue *= light
    if (scene.disc) {
      const spread = 0.03 + depth * 0.13
      const path = Math.exp(-((u - lightX) ** 2) / (spread * spread))
      const glint = smooth(0.02, 0.3, swell + path * 0.16) * path * (scene.time === 'day' ? 0.5 : 0.85)
      red += (scene.light[0] - red) * glint
      green += (scene.light[1] - green) * glint
      blue += (scene.light[2] - blue) * glint
    }
    row[x * 3] = Math.min(255, Math.max(0, red))
    row[x * 3 + 1] = Math.min(255, Math.max(0, green))
    row[x * 3 + 2] = Math.min(255, Math.max(0, blue))
  }
}

// --- land ---------------------------------------------------------------------------------------------------------------------------

/** The last shaded colour, in one reused array: a million pixels then create no garbage. */
const land = new Float32Array(3)

// oxlint-disable-next-line max-lines-per-function, complexity -- one pass over the pixels of a layer, as skyRow
function shadeLand(sight: Sight, layer: Layer, x: number, y: number): void {
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
      // The crest's line runs down the slope at an angle, and the light side lies towards the light.
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
function layersOf(scene: Scene, canvas: CanvasOptions, noise: Noise, random: () => number, horizon: number): Layer[] {
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
    // A low bank in the foreground carries the subjects, so that the water stays visible.
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

function* fall({ width, height, data }: Pixels, what: 'rain' | 'snow', seed: number): Steps<void> {
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
