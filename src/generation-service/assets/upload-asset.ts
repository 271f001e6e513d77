import { sha256Hex } from '../../shared/crypto.ts'
import { linkBaseOf } from '../http/answer.ts'
import { countUnused, requireRoom } from './quota.ts'
import { renderAsset } from '../model/render-asset.ts'
import { storeUpload, type UploadSource } from './upload.ts'
import { findAsset } from '../db/assets.ts'
import { signLink } from '../delivery/links.ts'
import { watchRetention } from '../delivery/sweeper.ts'
import type { Handler } from '../http/handler.ts'
import { requireLiving } from '../admission/principal.ts'
import { runOnce } from '../http/idempotency.ts'

export const uploadAsset: Handler<'uploadAsset'> = async (c, reply) => {
  const { services, principal } = c.var
  const { source, pointer } = given(c.req.valid('json') as Json | undefined, c.req.valid('form') as Form | undefined)

  return runOnce(c, 'uploadAsset', await fingerprint(c.req.header('idempotency-key'), source), async ({ resumed, id }) => {
    const tenant = { instanceId: principal.instanceId, projectId: principal.projectId }
    const assetId = await id('asset')
    // An earlier run with this idempotency key may already have stored the upload. Then the stored asset is returned.
    let asset = resumed ? await findAsset(services.db, tenant, assetId) : null
    if (asset === null) {
      // The quota is checked before a byte is stored. storeUpload checks it again, with this upload included.
      const [unused] = await countUnused(services, tenant)
      requireRoom(services, unused, 1)
      // Counts this fetch against the instance's rate of fetches, before the URL is fetched.
      if (source.kind === 'url') await requireLiving(services, principal, 'generate', { kind: 'fetch', count: 1 })
      asset = await storeUpload(services, tenant, source, { pointer, assetId })
    }
    watchRetention(services, principal.instanceId)
    const link = await signLink(services, await linkBaseOf(c), { assetId: asset.id, key: asset.key, format: asset.format })
    return reply(201, renderAsset(asset, link), { Location: `/v1/assets/${asset.id}` })
  })
}

/** The two kinds of request body, JSON and a form. The media type decides which of them is given; the other one is undefined. */
type Json = { base64: string } | { url: string }
type Form = { file: Blob }

function given(json: Json | undefined, form: Form | undefined): { source: UploadSource; pointer: string } {
  if (json === undefined) return { source: { kind: 'file', file: form!.file }, pointer: '/body/file' }
  if ('url' in json) return { source: { kind: 'url', url: json.url }, pointer: '/body/url' }
  return { source: { kind: 'base64', text: json.base64 }, pointer: '/body/base64' }
}

/**
 * Returns the value from which the body hash is computed: for a file the hash of its bytes, otherwise the source itself. Without an
 * Idempotency-Key no body hash is needed, so the bytes of a file are not hashed.
 */
async function fingerprint(key: string | undefined, source: UploadSource): Promise<unknown> {
  if (key === undefined || source.kind !== 'file') return source
  return { kind: 'file', sha256: await sha256Hex(new Uint8Array(await source.file.arrayBuffer())) }
}
