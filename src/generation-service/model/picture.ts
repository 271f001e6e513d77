import type { PictureFormat } from '../../pictures/inspect.ts'

/** A picture as it lies in the bucket. */
export interface StoredPicture {
  assetId: string
  /** The object in the bucket. */
  key: string
  width: number
  height: number
  format: PictureFormat
  sizeBytes: number
  /** Of the bytes, lower-case hex. */
  sha256: string
}
