// Draws a landscape row by row: sky, layers of land from far to near, and water that mirrors both. Then draws the subjects over it.
import { newPixels, type Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { gradient } from './colour.ts'
import { fall } from './fall.ts'
import { land, layersOf, shadeLand } from './land.ts'
import { Noise, randomFrom } from './noise.ts'
import type { Scene } from './scene.ts'
import { type CanvasOptions, LUT, type Sight } from './sight.ts'
import { glowsOf, skyRow } from './sky.ts'
import { paintSubjects } from './subjects.ts'
import { waterRow } from './water.ts'

// The pattern of ordered dithering. It prevents bands in the sky. Random noise would also do so, but the picture would compress worse.
const BAYER = Float32Array.from(
  [
    0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60, 28, 52, 20, 62, 30, 54, 22, 3, 35, 11,
    43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47, 7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29, 53, 21,
  ].map((value) => (value + 0.5) / 64),
)
/**
 * Factors for the brightness of pixels. The index is 1024 times the square of a pixel's distance from the middle, where the picture's width
 * and its height both count as 1. The corners become the darkest.
 */
const VIGNETTE = Float32Array.from({ length: 520 }, (_, step) => 1 - 0.62 * (step / 1024) ** 1.25)
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
        // `first`: the nearest layer that covers the whole pixel; the farthest layer if none does. Layers behind `first` are hidden.
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
