import { join } from 'node:path'
import type { PictureLine } from './manifest.ts'

/** Returns the path of a copied picture. The file is named by the hash, so that equal pictures are stored once. */
export function pictureFile(folder: string, { sha256 }: Pick<PictureLine, 'sha256'>): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`"${sha256}" is not a SHA-256 in hex`)
  return join(folder, 'pictures', sha256.slice(0, 2), sha256)
}
