// Generated from openapi/ by `npm run generate`. Do not edit.
import { getContract } from './about/get-contract.ts'
import { getHealth } from './about/get-health.ts'
import { deleteAsset } from './assets/delete-asset.ts'
import { getAssetContent } from './assets/get-asset-content.ts'
import { getAsset } from './assets/get-asset.ts'
import { linkAsset } from './assets/link-asset.ts'
import { listAssets } from './assets/list-assets.ts'
import { uploadAsset } from './assets/upload-asset.ts'
import { receiveCallback } from './callbacks/receive-callback.ts'
import { cancelGeneration } from './generations/cancel-generation.ts'
import { deleteGeneration } from './generations/delete-generation.ts'
import { generate } from './generations/generate.ts'
import { getGeneration } from './generations/get-generation.ts'
import { listGenerations } from './generations/list-generations.ts'
import { quote } from './generations/quote.ts'
import { resolveGeneration } from './generations/resolve-generation.ts'
import { streamGenerationEvents } from './generations/stream-generation-events.ts'
import { getLimits } from './limits/get-limits.ts'
import { getUsage } from './limits/get-usage.ts'
import { getModel } from './models/get-model.ts'
import { listModels } from './models/list-models.ts'
import { createImageEdit } from './openai/create-image-edit.ts'
import { createImageVariation } from './openai/create-image-variation.ts'
import { createImage } from './openai/create-image.ts'
import { listWebhookDeliveries } from './webhooks/list-webhook-deliveries.ts'
import { redeliverWebhook } from './webhooks/redeliver-webhook.ts'

export const handlers = {
  generate,
  quote,
  listGenerations,
  getGeneration,
  deleteGeneration,
  cancelGeneration,
  resolveGeneration,
  streamGenerationEvents,
  listWebhookDeliveries,
  redeliverWebhook,
  listAssets,
  uploadAsset,
  getAsset,
  deleteAsset,
  getAssetContent,
  linkAsset,
  listModels,
  getModel,
  getLimits,
  getUsage,
  receiveCallback,
  createImage,
  createImageEdit,
  createImageVariation,
  getHealth,
  getContract,
}
