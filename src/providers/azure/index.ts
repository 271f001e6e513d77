// Azure OpenAI and AI Foundry: OpenAI's Images API at an Azure resource of the instance's owner. A request names a deployment of a model.
import { type ProviderHttp, providerHttp } from '../http.ts'
import { checkImages, imagesCall, readImages } from '../openai/index.ts'
import { modelList } from '../openai/wire.ts'
import type { ProviderAdapter, ProviderContext } from '../provider.ts'
import { carries, models } from './models.ts'

const DEFAULT_API_VERSION = '2025-04-01-preview'
/** A placeholder for the URL of the Azure resource. It is used in dry runs if the URL is not set yet. */
const ANY_RESOURCE = 'https://your-resource.openai.azure.com'

export const azure: ProviderAdapter = {
  id: 'azure',
  name: 'Azure OpenAI',
  credentialFields: [
    { name: 'api_key', description: 'A key of the resource', required: true },
    { name: 'api_version', description: `The api-version; ${DEFAULT_API_VERSION} where this is absent`, required: false, secret: false },
  ],
  defaultBaseUrl: null,
  resumable: false,
  models,
  carries,

  check: checkImages,

  async submit(call, context) {
    const { http, query, placeOf: deploymentPath } = endpointOf(context)
    const images = await imagesCall(call, context)
    const response = await http.send({ ...images, target: deploymentPath(call.request.model.providerModel, images.target), query })
    return readImages(response, http, context)
  },

  async verifyCredential(context) {
    const { http, query, base } = endpointOf(context)
    const { body } = await http.json({ method: 'GET', target: `${base}/models`, query, mayBill: false }, modelList())
    return { detail: `The key is valid; the resource may deploy ${body.data.length} models.` }
  },
}

interface Endpoint {
  http: ProviderHttp
  query: Record<string, string>
  /** The path of the API, below the credential's base URL. */
  base: string
  placeOf(deployment: string, target: string): string
}

/**
 * Returns the HTTP client, the parameters and the paths for calls to Azure. A base URL that ends in /openai/v1 belongs to the newer form of
 * Azure's API. There, a request names the deployment in its field `model`. In the older form, the path names the deployment.
 */
function endpointOf(context: ProviderContext): Endpoint {
  const { fields, baseUrl } = context.credential
  const version = fields['api_version']?.reveal()
  const isV1 = /\/openai\/v1\/*$/.test(baseUrl ?? '')
  const { api_version: _, ...secrets } = fields
  const http = providerHttp({
    provider: 'Azure OpenAI',
    context: { ...context, credential: { fields: secrets, baseUrl } },
    defaultBaseUrl: ANY_RESOURCE,
    authorize: () => ({ 'api-key': fields['api_key']?.reveal() ?? '' }),
  })
  return {
    http,
    query: isV1 && version === undefined ? {} : { 'api-version': version ?? DEFAULT_API_VERSION },
    base: isV1 ? '' : '/openai',
    placeOf: (deployment, target) => (isV1 ? target : `/openai/deployments/${encodeURIComponent(deployment)}${target}`),
  }
}
