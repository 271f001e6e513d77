// Google's picture models through Vertex AI, with a service account. The response contains the picture, as with the Gemini API.
import type { JsonObject } from '../../shared/json.ts'
import { Secret } from '../../shared/secret.ts'
import { narrowed } from '../carried.ts'
import { CONTENT_CALL, readContent } from '../gemini/answer.ts'
import { picturesOf, readGoogleError } from '../gemini/index.ts'
import { checkInputs, contentFields, safety } from '../gemini/map.ts'
import { carries as carriesGemini, vertexModels } from '../gemini/models.ts'
import { type ProviderHttp, providerHttp } from '../http.ts'
import { type PlannedRequest, ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { accessTokenOf, forgetAccessTokens, readServiceAccount } from './access-token.ts'

const DEFAULT_BASE_URL = 'https://aiplatform.googleapis.com'
const PLACE = /^[a-z0-9-]{1,40}$/
const PROJECT = /^[a-z0-9:.-]{1,100}$/

const carries: ProviderAdapter['carries'] = (providerModel, operation) => {
  const carried = carriesGemini(providerModel, operation)
  return 'why' in carried ? carried : { ...carried, format: true, parameters: [...carried.parameters, 'compression'] }
}

export const vertex: ProviderAdapter = {
  id: 'vertex',
  name: 'Google Vertex AI',
  credentialFields: [
    { name: 'service_account', description: 'The JSON key of a service account with the role Vertex AI User', required: true },
    { name: 'location', description: 'Where it runs, europe-west4 for one; global where this is absent', required: false, secret: false },
    {
      name: 'project',
      description: 'The project that is billed; the service account’s own where this is absent',
      required: false,
      secret: false,
    },
  ],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models: narrowed(vertexModels(), carries),
  safety,
  carries,

  check({ request, inputs }) {
    checkInputs(inputs)
    contentFields(request, [], outputOptions(request))
  },

  async submit({ request, inputs }, context) {
    const { http, models } = await modelsEndpoint(context)
    const target = `${models}/${encodeURIComponent(request.model.providerModel)}:generateContent`
    const json = contentFields(request, await picturesOf(inputs), outputOptions(request))
    try {
      return await readContent(await http.send({ ...CONTENT_CALL, target, json }), request, http, context.sink)
    } catch (error) {
      if (error instanceof ProviderFailure && error.kind === 'bad_credential') forgetAccessTokens()
      throw error
    }
  },

  async verifyCredential(context) {
    const { http, models } = await modelsEndpoint(context)
    // The credential is verified by counting tokens, because this call is free and requires the same permission as making a picture.
    const json = { contents: [{ role: 'user', parts: [{ text: 'A lake' }] }] }
    await http.send({ method: 'POST', target: `${models}/gemini-2.5-flash:countTokens`, json, mayBill: false })
    return { detail: 'The service account is valid, and may use Vertex AI.' }
  },
}

function outputOptions({ format, compression }: PlannedRequest): JsonObject {
  return { mimeType: `image/${format}`, ...(format === 'jpeg' && compression !== null ? { compressionQuality: compression } : {}) }
}

/** Returns a client with a valid token, and the path to the models of the credential's project. */
async function modelsEndpoint(context: ProviderContext): Promise<{ http: ProviderHttp; models: string }> {
  const { fields, baseUrl } = context.credential
  const account = readServiceAccount(fields['service_account']?.reveal() ?? '')
  const location = pathPart(fields['location'], 'global', PLACE, 'location')
  const project = pathPart(fields['project'], account.project_id ?? '', PROJECT, 'project')
  const token = await accessTokenOf(account, context)
  const http = providerHttp({
    provider: 'Google Vertex AI',
    context: { ...context, credential: { fields: { token, private_key: new Secret(account.private_key) }, baseUrl } },
    defaultBaseUrl: location === 'global' ? DEFAULT_BASE_URL : `https://${location}-aiplatform.googleapis.com`,
    readError: readGoogleError,
    authorize: () => ({ authorization: `Bearer ${token.reveal()}` }),
  })
  return { http, models: `/v1/projects/${project}/locations/${location}/publishers/google/models` }
}

/**
 * Returns the value of a credential field, which becomes a part of a URL. Throws ProviderFailure `bad_credential` if the value does not
 * match `allowed`.
 * @param standard the value to use if the field is absent.
 */
function pathPart(field: Secret | undefined, standard: string, allowed: RegExp, name: string): string {
  const text = field?.reveal() ?? standard
  if (allowed.test(text)) return text
  throw new ProviderFailure(
    'bad_credential',
    `Google Vertex AI: the ${name} of the credential is missing or is no name that Google gives.`,
    {
      billed: 'no',
    },
  )
}
