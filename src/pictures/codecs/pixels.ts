/** A picture in memory: 8 bits each of red, green, blue and alpha (not premultiplied), row by row from the top left. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array<ArrayBuffer>
}

export function newPixels(width: number, height: number): Pixels {
  return { width, height, data: new Uint8Array(width * height * 4) }
}

/** Whether every pixel is opaque. */
export function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}

/**
 * A computation handles `STEP_PIXELS` pixels of 4 bytes in one step. A new step begins at each byte position `at` for which
 * `at & STEP_MASK` is 0.
 */
export const STEP_PIXELS = 8192
export const STEP_MASK = STEP_PIXELS * 4 - 1
