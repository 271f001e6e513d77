// Pictures that callers upload: a file, base64, or a URL that is fetched.
import { decodedLength } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'
import { type AssetRow, deleteAssetRows, findAsset, insertAsset } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import { fetchFor } from '../fetch-for.ts'
import type { Services } from '../services.ts'
import { uploadKey } from './keys.ts'
import { countUnused, requireRoom } from './quota.ts'
import type { StoredPicture } from '../model/picture.ts'
import { StoreFailure } from './put-picture.ts'
import { storePicture } from './store-image.ts'

export type UploadSource =
  | { kind: 'file'; file: Blob }
  | { kind: 'base64'; text: string }
  | { kind: 'url'; url: string }
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
type StorageServices = Pick<Services, 'environment' | 'images' | 'fetch' | 'clock' | 'db' | 'rpc' | 'requestUrl'>

export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024
const TIMEOUT_MS = 60_000
/** The minimum speed at which a server must send a picture from a caller's URL. A slower transfer is broken off. */
export const LEAST_UPLOAD_PACE = { bytesPerSecond: 32 * 1024, graceMs: 5000 }

/**
 * Stores an upload and its row. Throws AppError: `input_invalid` for a file that is not a supported picture, `body_too_large`,
 * `url_not_allowed`, `storage_limited`, and `unavailable` if storing fails.
 * @param options `pointer`: the pointer to the picture in the request, for the error. `expiresAt`: the time in Unix milliseconds at which
 * the picture is deleted, whatever the retention is. `assetId`: a second upload under the same id returns the first asset.
 */
export async function storeUpload(
  services: StorageServices,
  tenant: Tenant,
  source: UploadSource,
  options: { pointer: string; expiresAt?: number; assetId?: string },
): Promise<AssetRow> {
  const { pointer, expiresAt = null, assetId = newId('asset', services.clock) } = options
  const target = {
    key: uploadKey(tenant.instanceId, assetId),
    assetId,
    maxBytes: MAX_UPLOAD_BYTES,
    signal: AbortSignal.timeout(TIMEOUT_MS),
    leastPace: LEAST_UPLOAD_PACE,
  }
  const stored = await store(services, tenant, target, source).catch((error: unknown) => {
    throw asRequestFault(error, pointer)
  })
  const createdAt = services.clock()
  const { assetId: id, orientation = 1, ...facts } = stored
  const row: AssetRow = { id, ...tenant, generationId: null, ...facts, orientation, createdAt, expiresAt, usedAt: null }
  const [inserted, [unused]] = await services.db.batch([insertAsset(services.db, row), countUnused(services, tenant)])
  if (inserted.length === 0) return storedBefore(services, tenant, row)
  try {
    // The row of this upload was stored first, so the count includes it. If many uploads are stored at the same time, those that find the
    // quota exceeded are deleted below. So the project never keeps more than its quota.
    requireRoom(services, unused, 0)
  } catch (error) {
    await discardUploads(services, tenant, [row])
    throw error
  }
  return row
}

/**
 * Called if another execution of the same request has already written the upload's row. Returns that row. Deletes the bytes that this
 * execution has stored, unless the row refers to them.
 */
async function storedBefore({ images, db }: Pick<Services, 'images' | 'db'>, tenant: Tenant, row: AssetRow): Promise<AssetRow> {
  const stored = await findAsset(db, tenant, row.id)
  if (stored?.key !== row.key) await images.delete(row.key)
  if (stored === null)
    throw new AppError('unavailable', {
      detail: 'The picture was deleted while it was stored again. Repeat the request.',
      retryAfterMs: 1000,
    })
  return stored
}

/** Deletes uploads and their rows. Must be called only if no job can use them. */
export async function discardUploads({ images, db }: Pick<Services, 'images' | 'db'>, tenant: Tenant, rows: AssetRow[]): Promise<void> {
  if (rows.length === 0) return
  await images.delete(rows.map((row) => row.key))
  await deleteAssetRows(
    db,
    tenant.instanceId,
    rows.map((row) => row.id),
  )
}

async function store(
  services: StorageServices,
  tenant: Tenant,
  target: Parameters<typeof storePicture>[1],
  source: UploadSource,
): Promise<StoredPicture> {
  switch (source.kind) {
    case 'file':
      requireSize(source.file.size)
      return storePicture(services, target, source)
    case 'bytes':
      requireSize(source.bytes.byteLength)
      return storePicture(services, target, source)
    case 'base64': {
      const data = withoutDataUrl(source.text)
      requireSize(decodedLength(data))
      return storePicture(services, target, { kind: 'base64', data })
    }
    case 'url':
      return storePicture({ ...services, fetch: await fetchFor(services, tenant.instanceId) }, target, source)
  }
}

/** Returns the base64 part of a data URL; returns any other text unchanged. */
export function withoutDataUrl(text: string): string {
  if (!text.startsWith('data:')) return text
  const comma = text.indexOf(',')
  const head = text.slice(0, comma)
  if (comma === -1 || !head.endsWith(';base64'))
    throw new StoreFailure('rejected', 'the picture is refused: the data URL has no base64', { retryable: false })
  return text.slice(comma + 1)
}

function requireSize(bytes: number): void {
  if (bytes > MAX_UPLOAD_BYTES)
    throw new AppError('body_too_large', { detail: `A picture may have at most ${MAX_UPLOAD_BYTES} bytes; this one has ${bytes}.` })
}

function asRequestFault(error: unknown, pointer: string): unknown {
  if (error instanceof AppError && error.code === 'url_not_allowed') {
    return new AppError('url_not_allowed', { detail: error.message, errors: [{ pointer, message: error.message }], cause: error })
  }
  if (!(error instanceof StoreFailure)) return error
  if (error.kind === 'storage')
    return new AppError('unavailable', { detail: 'The picture could not be stored. Repeat the request.', retryAfterMs: 1000, cause: error })
  return new AppError('input_invalid', { detail: sentence(error.message), errors: [{ pointer, message: error.message }], cause: error })
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
