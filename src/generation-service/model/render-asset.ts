import type { components } from '../../../generated/generation/types.ts'
import type { AssetOrigin, AssetRow, AssetWithOrigin } from '../db/assets.ts'
import type { SignedLink } from '../delivery/links.ts'
import { renderTime } from './render-generation.ts'
import { UNUSED_KEPT_MS } from '../assets/quota.ts'

export function renderAsset(asset: AssetRow & Partial<AssetWithOrigin>, link: SignedLink): components['schemas']['Asset'] {
  const expiresAt = endOf(asset)
  return {
    id: asset.id,
    source: asset.generationId === null ? 'upload' : 'generation',
    generation_id: asset.generationId,
    made_by: asset.origin == null ? null : renderOrigin(asset.origin),
    width: asset.width,
    height: asset.height,
    format: asset.format,
    size_bytes: asset.sizeBytes,
    sha256: asset.sha256,
    url: link.url,
    url_expires_at: renderTime(link.expiresAt),
    instance_id: asset.instanceId,
    project_id: asset.projectId,
    created_at: renderTime(asset.createdAt),
    expires_at: expiresAt === null ? null : renderTime(expiresAt),
  }
}

function renderOrigin({ operation, model, provider, prompt, costMicros }: AssetOrigin): components['schemas']['AssetOrigin'] {
  return { operation, model, provider, prompt, cost_micros: costMicros }
}

function endOf({ expiresAt, generationId, usedAt, createdAt }: AssetRow): number | null {
  return expiresAt ?? (generationId === null && usedAt === null ? createdAt + UNUSED_KEPT_MS : null)
}
