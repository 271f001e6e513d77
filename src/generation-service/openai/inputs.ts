// The pictures of an edit or a variation: stored as assets for as long as the job may need them.
import { decodeBase64 } from '../../shared/base64.ts'
import { sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { PictureRejected } from '../../shared/image-inspect.ts'
import { maskFromTransparency } from '../../shared/image-mask.ts'
import { MAX_UPLOAD_BYTES, storeUpload, type UploadSource, withoutDataUrl } from '../assets/upload.ts'
import { type AssetRow, findAsset, type Owner } from '../db/assets.ts'
import { watchRetention } from '../delivery/sweeper.ts'
import type { Services } from '../services.ts'

export type GivenPicture = { kind: 'file'; file: Blob } | { kind: 'text'; url: string } | { kind: 'asset'; assetId: string }
export interface Given {
  picture: GivenPicture
  /** Where in the request it is. */
  pointer: string
}

/** A job ends within an hour; a day more lets its failure be looked into. */
const KEPT_MS = 25 * 3_600_000

/** Stores what is not stored yet. Throws AppError with the picture's pointer. */
export async function storeInputs(services: Services, owner: Owner, given: Given[]): Promise<AssetRow[]> {
  const rows: AssetRow[] = []
  watchRetention(services, owner.instanceId)
  for (const { picture, pointer } of given) {
    if (picture.kind === 'asset') rows.push(await requireInput(services, owner, picture.assetId, pointer))
    else rows.push(await storeUpload(services, owner, sourceOf(picture), pointer, services.clock() + KEPT_MS))
  }
  return rows
}

/** OpenAI's mask, turned into ours and stored. */
export async function storeMask(services: Services, owner: Owner, { picture, pointer }: Given): Promise<AssetRow> {
  const original = await bytesOf(services, owner, picture, pointer)
  try {
    return await storeUpload(
      services,
      owner,
      { kind: 'bytes', bytes: await maskFromTransparency(original) },
      pointer,
      services.clock() + KEPT_MS,
    )
  } catch (error) {
    if (!(error instanceof PictureRejected)) throw error
    throw new AppError('input_invalid', {
      detail: `The mask is refused: ${error.message}.`,
      errors: [{ pointer, message: error.message }],
      cause: error,
    })
  }
}

/** What tells one request from another: its fields and its pictures, however they came. */
export function hashOfRequest(fields: object, inputs: AssetRow[], mask: AssetRow | null): Promise<string> {
  return sha256Hex(JSON.stringify([fields, inputs.map((input) => input.sha256), mask?.sha256 ?? null]))
}

function sourceOf(picture: Exclude<GivenPicture, { kind: 'asset' }>): UploadSource {
  if (picture.kind === 'file') return picture
  return picture.url.startsWith('data:') ? { kind: 'base64', text: picture.url } : { kind: 'url', url: picture.url }
}

async function requireInput(services: Services, owner: Owner, assetId: string, pointer: string): Promise<AssetRow> {
  const row = await findAsset(services.db, owner, assetId)
  if (row !== null) return row
  throw new AppError('input_invalid', {
    detail: `${pointer} is no asset of this project.`,
    errors: [{ pointer, message: 'is no asset of this project' }],
  })
}

async function bytesOf(services: Services, owner: Owner, picture: GivenPicture, pointer: string): Promise<Uint8Array> {
  if (picture.kind === 'file') {
    if (picture.file.size > MAX_UPLOAD_BYTES)
      throw new AppError('body_too_large', { detail: `A picture may have ${MAX_UPLOAD_BYTES} bytes.` })
    return new Uint8Array(await picture.file.arrayBuffer())
  }
  if (picture.kind === 'text' && picture.url.startsWith('data:')) {
    const bytes = decodeBase64(withoutDataUrl(picture.url))
    if (bytes === null)
      throw new AppError('input_invalid', { detail: 'The mask is not base64.', errors: [{ pointer, message: 'is not base64' }] })
    return bytes
  }
  const [row] = await storeInputs(services, owner, [{ picture, pointer }])
  const object = await services.images.get(row!.key)
  if (object === null)
    throw new AppError('input_invalid', { detail: 'The mask was deleted.', errors: [{ pointer, message: 'was deleted' }] })
  return new Uint8Array(await object.arrayBuffer())
}
