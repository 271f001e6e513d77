// Draws one row of water, which mirrors the finished rows above it.
import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import { type Sight, smooth } from './sight.ts'

export function waterRow(sight: Sight, pixels: Pixels, row: Float32Array, y: number, from: number): void {
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
