import { OpenAPIHono } from '@hono/zod-openapi'
import { operations, routes } from '../../generated/generation/routes.ts'
import { onError } from '../contract/problem.ts'
import { requestId } from '../contract/request-id.ts'
import { implement } from '../contract/zod-openapi.ts'
import { AppError } from '../shared/errors.ts'
import { accessLog } from './http/access-log.ts'
import { authorize } from './http/authorize.ts'
import { keepRawBody } from './callbacks/raw-body.ts'
import { cors } from './http/cors.ts'
import { cancelGeneration } from './generations/cancel-generation.ts'
import { createImageEdit } from './openai/create-image-edit.ts'
import { createImageVariation } from './openai/create-image-variation.ts'
import { createImage } from './openai/create-image.ts'
import { deleteAsset } from './assets/delete-asset.ts'
import { deleteGeneration } from './generations/delete-generation.ts'
import { generate } from './generations/generate.ts'
import { getAssetContent } from './assets/get-asset-content.ts'
import { getAsset } from './assets/get-asset.ts'
import { getContract } from './about/get-contract.ts'
import { getGeneration } from './generations/get-generation.ts'
import { getHealth } from './about/get-health.ts'
import { getLimits } from './limits/get-limits.ts'
import { getModel } from './models/get-model.ts'
import { getUsage } from './limits/get-usage.ts'
import { linkAsset } from './assets/link-asset.ts'
import { listAssets } from './assets/list-assets.ts'
import { listGenerations } from './generations/list-generations.ts'
import { listModels } from './models/list-models.ts'
import { listWebhookDeliveries } from './webhooks/list-webhook-deliveries.ts'
import { quote } from './generations/quote.ts'
import { receiveCallback } from './callbacks/receive-callback.ts'
import { redeliverWebhook } from './webhooks/redeliver-webhook.ts'
import { resolveGeneration } from './generations/resolve-generation.ts'
import { streamGenerationEvents } from './generations/stream-generation-events.ts'
import { uploadAsset } from './assets/upload-asset.ts'
import { type AppEnv, createServices, type ReachConfig } from './services.ts'

const BASE_PATH = '/v1'

/** The generation service, everything under /v1. */
export function createGenerationApp(reachConfig: ReachConfig): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>()
  app.use(`${BASE_PATH}/*`, requestId(), async (c, next) => {
    const services = createServices(c.env, c.executionCtx, reachConfig, { requestId: c.var.requestId, requestUrl: c.req.url })
    c.set('services', services)
    c.set('receivedAt', services.clock())
    await next()
    // What one key may see is nobody else's; pictures say themselves how long they keep.
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
  app.use(`${BASE_PATH}/*`, accessLog(), cors())
  app.use(`${BASE_PATH}/callbacks/*`, keepRawBody)
  implement(
    app,
    routes,
    operations,
    {
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
      uploadAsset,
      listAssets,
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
    },
    { basePath: BASE_PATH, authorize, validateResponses: (c) => c.var.services.environment.VALIDATE_RESPONSES },
  )
  app.onError((thrown, c) => {
    c.set('errorCode', thrown instanceof AppError ? thrown.code : 'internal_error')
    return onError(thrown, c)
  })
  return app
}
