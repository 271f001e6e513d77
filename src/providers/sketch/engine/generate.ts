import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { paintAbstract, paintSpace } from './abstract.ts'
import { paintLandscape } from './landscape.ts'
import { hashText } from './noise.ts'
import { readScene } from './scene.ts'

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
export function* drawingPicture({ prompt, negativePrompt, width, height, seed, quality, transparent }: Wanted): Steps<Pixels> {
  // Similar seeds must give different pictures, so the seed is hashed.
  const mixed = hashText(`${seed}|${prompt.toLowerCase().replaceAll(/\s+/g, ' ').trim()}`)
  const scene = readScene(prompt, negativePrompt, mixed)
  const canvas = { width, height, seed: mixed, octaves: OCTAVES[quality ?? 'medium'] ?? 5, transparentSky: transparent }
  switch (scene.kind) {
    case 'landscape':
      return yield* paintLandscape(scene, canvas)
    case 'space':
      return yield* paintSpace(scene, canvas)
    case 'abstract':
      return yield* paintAbstract(scene, canvas)
  }
}
