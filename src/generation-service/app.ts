import { OpenAPIHono } from '@hono/zod-openapi'
import { operations, routes } from '../../generated/generation/routes.ts'
import { onError } from '../contract/problem.ts'
import { requestId } from '../contract/request-id.ts'
import { implement } from '../contract/zod-openapi.ts'
import { AppError } from '../shared/errors.ts'
import { accessLog } from './access-log.ts'
import { authorize } from './authorize.ts'
import { keepRawBody } from './callbacks/raw-body.ts'
import { cors } from './cors.ts'
import { cancelGeneration } from './operations/cancel-generation.ts'
import { createImageEdit } from './operations/create-image-edit.ts'
import { createImageVariation } from './operations/create-image-variation.ts'
import { createImage } from './operations/create-image.ts'
import { deleteAsset } from './operations/delete-asset.ts'
import { deleteGeneration } from './operations/delete-generation.ts'
import { generate } from './operations/generate.ts'
import { getAssetContent } from './operations/get-asset-content.ts'
import { getAsset } from './operations/get-asset.ts'
import { getContract } from './operations/get-contract.ts'
import { getGeneration } from './operations/get-generation.ts'
import { getHealth } from './operations/get-health.ts'
import { getLimits } from './operations/get-limits.ts'
import { getModel } from './operations/get-model.ts'
import { getUsage } from './operations/get-usage.ts'
import { linkAsset } from './operations/link-asset.ts'
import { listAssets } from './operations/list-assets.ts'
import { listGenerations } from './operations/list-generations.ts'
import { listModels } from './operations/list-models.ts'
import { listWebhookDeliveries } from './operations/list-webhook-deliveries.ts'
import { quote } from './operations/quote.ts'
import { receiveCallback } from './operations/receive-callback.ts'
import { redeliverWebhook } from './operations/redeliver-webhook.ts'
import { resolveGeneration } from './operations/resolve-generation.ts'
import { streamGenerationEvents } from './operations/stream-generation-events.ts'
import { uploadAsset } from './operations/upload-asset.ts'
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
