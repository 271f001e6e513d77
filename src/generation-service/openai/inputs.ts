// The pictures of an edit or a variation: stored as assets for as long as the job may need them.
import { decodeBase64 } from '../../shared/base64.ts'
import { sha256Hex } from '../../shared/crypto.ts'
import { AppError } from '../../shared/errors.ts'
import { PictureRejected } from '../../pictures/inspect.ts'
import { maskFromTransparency } from '../../pictures/mask.ts'
import { errorFields, log } from '../../shared/log.ts'
import { discardUploads, MAX_UPLOAD_BYTES, storeUpload, type UploadSource, withoutDataUrl } from '../assets/upload.ts'
import { type AssetRow, findAsset } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import { watchRetention } from '../delivery/sweeper.ts'
import { notOfProject } from '../plan/messages.ts'
import type { ImageStarted } from './start.ts'
import type { Services } from '../services.ts'

export type GivenPicture = { kind: 'file'; file: Blob } | { kind: 'text'; url: string } | { kind: 'asset'; assetId: string }
export interface Given {
  picture: GivenPicture
  /** The picture's pointer in the request. */
  pointer: string
}

/** A job ends within an hour. The pictures are kept one day longer, so that people can investigate a failure. */
const KEPT_MS = 25 * 3_600_000

/** How a request's pictures are stored, and for which tenant. Each asset that is stored for the request is added to `stored`. */
export interface InputStore {
  services: Services
  tenant: Tenant
  stored: AssetRow[]
}

/** Runs `begin`, which stores the request's pictures and starts its job. If no job needs these pictures, they are deleted. */
export async function withInputs(
  { services, tenant }: { services: Services; tenant: Tenant },
  begin: (store: InputStore) => Promise<ImageStarted>,
): Promise<ImageStarted> {
  const stored: AssetRow[] = []
  const takeBack = () =>
    services.waitUntil(
      discardUploads(services, tenant, stored).catch((error: unknown) =>
        log('warn', 'inputs_not_discarded', { request_id: services.requestId ?? undefined, ...errorFields(error) }),
      ),
    )
  watchRetention(services, tenant.instanceId)
  try {
    const started = await begin({ services, tenant, stored })
    // This request joined an earlier request's job, which has its own copies of the pictures. So the copies that were stored for this
    // request are deleted.
    if (!started.own) takeBack()
    return started
  } catch (error) {
    // Only an AppError proves that no job began, so only then the stored pictures are deleted. After any other error a job may use them.
    if (error instanceof AppError) takeBack()
    throw error
  }
}

/**
 * Returns the rows of the pictures, and stores those that are not stored yet. If a picture cannot be used or stored, throws an AppError
 * with the pointer of this picture.
 */
export async function storeInputs(store: InputStore, given: Given[]): Promise<AssetRow[]> {
  const rows: AssetRow[] = []
  for (const { picture, pointer } of given) {
    if (picture.kind === 'asset') rows.push(await requireInput(store, picture.assetId, pointer))
    else rows.push(await storeOne(store, sourceOf(picture), pointer))
  }
  return rows
}

async function storeOne({ services, tenant, stored }: InputStore, source: UploadSource, pointer: string): Promise<AssetRow> {
  const row = await storeUpload(services, tenant, source, { pointer, expiresAt: services.clock() + KEPT_MS })
  stored.push(row)
  return row
}

/**
 * Stores the mask of an OpenAI request as a mask of ours. OpenAI's masks are transparent in the area to edit, ours are white, so the mask
 * is converted first.
 * @param first the picture that the mask is for. Both have the same size, which is checked before the mask is decoded.
 */
export async function storeMask(store: InputStore, { picture, pointer }: Given, first: AssetRow): Promise<AssetRow> {
  const original = await bytesOf(store, picture, pointer)
  try {
    return await storeOne(store, { kind: 'bytes', bytes: await maskFromTransparency(original, first) }, pointer)
  } catch (error) {
    if (!(error instanceof PictureRejected)) throw error
    throw new AppError('input_invalid', {
      detail: `The mask is refused: ${error.message}.`,
      errors: [{ pointer, message: error.message }],
      cause: error,
    })
  }
}

/**
 * Returns the body hash of a request: the hash of its fields and its pictures. A picture inside the request counts by its bytes, any other
 * picture by its id or URL. So the hash stays the same even if a picture is deleted.
 * @param stored the rows of the request's pictures; null if the pictures were not stored. If it is null, the bytes of the pictures inside
 * the request are hashed here.
 */
export async function hashOfRequest(fields: object, images: Given[], mask: Given | null, stored: AssetRow[] | null): Promise<string> {
  const named: string[] = []
  for (const [index, { picture }] of images.entries()) named.push(nameOf(picture) ?? stored?.[index]!.sha256 ?? (await hashOf(picture)))
  // The hash uses the mask's bytes as they were sent, not as `storeMask` converts them. So the hash can be
  // computed without decoding anything.
  const maskName = mask === null ? null : (nameOf(mask.picture) ?? (await hashOf(mask.picture)))
  return sha256Hex(JSON.stringify([fields, named, maskName]))
}

/** Returns the id or URL of a picture; null if the picture is in the request itself. */
function nameOf(picture: GivenPicture): string | null {
  switch (picture.kind) {
    case 'asset':
      return picture.assetId
    case 'text':
      return picture.url.startsWith('data:') ? null : picture.url
    case 'file':
      return null
  }
}

async function hashOf(picture: GivenPicture): Promise<string> {
  return sha256Hex(await inlineBytes(picture, '/body'))
}

function sourceOf(picture: Exclude<GivenPicture, { kind: 'asset' }>): UploadSource {
  if (picture.kind === 'file') return picture
  return picture.url.startsWith('data:') ? { kind: 'base64', text: picture.url } : { kind: 'url', url: picture.url }
}

async function requireInput({ services, tenant }: InputStore, assetId: string, pointer: string): Promise<AssetRow> {
  const row = await findAsset(services.db, tenant, assetId)
  if (row !== null) return row
  throw new AppError('input_invalid', {
    detail: notOfProject(pointer),
    errors: [{ pointer, message: 'is not an asset of this project' }],
  })
}

/** Returns the bytes of a picture that is in the request itself. */
async function inlineBytes(picture: GivenPicture, pointer: string): Promise<Uint8Array<ArrayBuffer>> {
  if (picture.kind === 'file') {
    if (picture.file.size > MAX_UPLOAD_BYTES)
      throw new AppError('body_too_large', { detail: `A picture may have at most ${MAX_UPLOAD_BYTES} bytes.` })
    return new Uint8Array(await picture.file.arrayBuffer())
  }
  const bytes = picture.kind === 'text' ? decodeBase64(withoutDataUrl(picture.url)) : null
  if (bytes === null)
    throw new AppError('input_invalid', { detail: 'The mask is not base64.', errors: [{ pointer, message: 'is not base64' }] })
  return bytes
}

async function bytesOf(store: InputStore, picture: GivenPicture, pointer: string): Promise<Uint8Array> {
  if (nameOf(picture) === null) return inlineBytes(picture, pointer)
  const [row] = await storeInputs(store, [{ picture, pointer }])
  const object = await store.services.images.get(row!.key)
  if (object === null)
    throw new AppError('input_invalid', { detail: 'The mask was deleted.', errors: [{ pointer, message: 'was deleted' }] })
  return new Uint8Array(await object.arrayBuffer())
}
