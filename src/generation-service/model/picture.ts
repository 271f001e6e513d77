import type { Orientation } from '../../pictures/orientation.ts'
import type { PictureFormat } from '../../pictures/inspect.ts'

/** A picture in the bucket. */
export interface StoredPicture {
  assetId: string
  /** The key of the object in the bucket. */
  key: string
  /** The width as viewers show the picture, after rotation. */
  width: number
  height: number
  /** The EXIF orientation; absent if the pixels are stored upright. */
  orientation?: Orientation
  format: PictureFormat
  sizeBytes: number
  /** SHA-256 of the bytes in lower-case hex. */
  sha256: string
}
