// The data that the code for sky, land and water shares: the canvas, the measures of the scene, and the layers of land.
import type { Colour } from './colour.ts'
import type { Noise } from './noise.ts'
import type { Scene } from './scene.ts'

export interface CanvasOptions {
  width: number
  height: number
  seed: number
  /** The number of octaves of noise: 3 (little detail) to 6 (much detail). */
  octaves: number
  /** Whether the pixels of the sky are transparent. */
  transparentSky: boolean
}

export interface Layer {
  kind: 'mountain' | 'hill' | 'pines' | 'dune' | 'city' | 'grass'
  /** The depth of the layer: 0 is far, 1 is near. */
  depth: number
  /** For each column: where the land begins, in pixels from the top of the picture. */
  edge: Float32Array
  /**
   * A number for each column. Its meaning depends on `kind`. `dune`: the slope of the crest. `city`: the number of the building.
   * `mountain`: the higher the number, the less snow. The other kinds of layers do not use it.
   */
  mark: Float32Array
  colour: Colour
  /** The colour into which the land fades from its upper edge downwards. */
  foot: Colour
}

export interface Sight {
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
  /** The clouds in the current row. Each array has one value per two columns. */
  clouds: { density: Float32Array; side: Float32Array }
}

/** The number of colours in the sky's gradient. */
export const LUT = 1024

/** Returns 0 below `low`, 1 above `high`, and a smooth step between them. */
export const smooth = (low: number, high: number, value: number) => {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}
