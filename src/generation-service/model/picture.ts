import type { PictureFormat } from '../../pictures/inspect.ts'

/** A picture in the bucket. */
export interface StoredPicture {
  assetId: string
  /** The key of the object in the bucket. */
  key: string
  width: number
  height: number
  format: PictureFormat
  sizeBytes: number
  /** SHA-256 of the bytes in lower-case hex. */
  sha256: string
}
