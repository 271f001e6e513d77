import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import { paintAbstract, paintSpace } from './abstract.ts'
import { paintLandscape } from './landscape.ts'
import { hashText } from './noise.ts'
import { readScene, type Scene } from './scene.ts'

export interface Wanted {
  prompt: string
  negativePrompt: string | null
  width: number
  height: number
  seed: number
  quality: string | null
  transparent: boolean
}

const OCTAVES: Record<string, number> = { low: 3, medium: 5, high: 6 }

/** Draws a picture. Equal arguments give equal pixels on every machine. */
export function drawPicture({ prompt, negativePrompt, width, height, seed, quality, transparent }: Wanted): {
  pixels: Pixels
  scene: Scene
} {
  // Similar seeds must give different pictures, so the seed is hashed.
  const mixed = hashText(`${seed}|${prompt.toLowerCase().replaceAll(/\s+/g, ' ').trim()}`)
  const scene = readScene(prompt, negativePrompt, mixed)
  const canvas = { width, height, seed: mixed, octaves: OCTAVES[quality ?? 'medium'] ?? 5, transparentSky: transparent }
  switch (scene.kind) {
    case 'landscape':
      return { scene, pixels: paintLandscape(scene, canvas) }
    case 'space':
      return { scene, pixels: paintSpace(scene, canvas) }
    case 'abstract':
      return { scene, pixels: paintAbstract(scene, canvas) }
  }
}
