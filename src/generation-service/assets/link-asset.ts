import { linkBaseOf } from '../http/answer.ts'
import { requireAsset } from './require-asset.ts'
import { signLink } from '../delivery/links.ts'
import type { Handler } from '../http/handler.ts'
import { renderTime } from '../model/render-generation.ts'

export const linkAsset: Handler<'linkAsset'> = async (c, reply) => {
  const { services, principal } = c.var
  const asset = await requireAsset(services.db, principal, c.req.valid('param').asset_id)
  const lifeMs = c.req.valid('json')!.expires_in_seconds * 1000
  const link = await signLink(services, await linkBaseOf(c), { assetId: asset.id, key: asset.key, format: asset.format }, lifeMs)
  return reply(200, { url: link.url, expires_at: renderTime(link.expiresAt) })
}
