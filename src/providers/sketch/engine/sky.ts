// Draws one row of sky: its colours, the light, the clouds and the stars.
import { type Colour, mix, shade } from './colour.ts'
import { hashPair } from './noise.ts'
import type { Scene } from './scene.ts'
import { LUT, type Sight, smooth } from './sight.ts'

const GLOW_STEPS = 2048
const GLOW_PER_UNIT = 1000

/** Returns a table of how strongly the sun or the moon lights the sky. The index is the distance from the sun or the moon, in steps. */
export function glowsOf(scene: Scene, low: boolean): Float32Array {
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
export function skyRow(sight: Sight, row: Float32Array, y: number, landFrom: Float32Array): void {
  const { scene, noise, octaves, horizon, lightX, lightY, low, width, height, sky } = sight
  const v = y / height
  const position = Math.min(LUT - 1, Math.floor((v / horizon) * (LUT - 1))) * 3
  const [baseRed, baseGreen, baseBlue] = [sky[position]!, sky[position + 1]!, sky[position + 2]!]
  const [lightRed, lightGreen, lightBlue] = scene.light
  const night = scene.time === 'night'
  const discRadius = night ? 0.042 : low ? 0.05 : 0.036
  // The distance of the clouds in this row. The cloud layer is flat, so clouds nearer to the horizon are farther away.
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
  // Clouds are soft, so they are computed only for every second column. A column in between gets the average of its two neighbours.
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
      // A cloud is lit where it becomes thinner towards the light, so its density is also computed a little nearer to the light.
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
