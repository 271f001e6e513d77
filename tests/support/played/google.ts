// Google's generateContent, at AI Studio and at Vertex.
import { z } from 'zod'
import { base64, type Endpoint, type Facts, type PlayedProvider, text } from '../played-provider.ts'

const part = z.union([
  z.strictObject({ text: text(200_000) }),
  z.strictObject({ inlineData: z.strictObject({ mimeType: z.enum(['image/png', 'image/jpeg', 'image/webp']), data: base64 }) }),
])
const content = (vertex: boolean) =>
  z.strictObject({
    contents: z
      .array(z.strictObject({ role: vertex ? z.literal('user') : z.literal('user').optional(), parts: z.array(part).min(1) }))
      .min(1),
    generationConfig: z
      .strictObject({
        responseModalities: z.array(z.enum(['TEXT', 'IMAGE'])).optional(),
        seed: z.int().min(-2_147_483_648).max(2_147_483_647).optional(),
        temperature: z.number().min(0).max(2).optional(),
        imageConfig: z
          .strictObject({
            aspectRatio: z
              .enum(['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9', '1:4', '4:1', '1:8', '8:1'])
              .optional(),
            imageSize: z.enum(['512', '1K', '2K', '4K']).optional(),
            ...(vertex
              ? {
                  imageOutputOptions: z
                    .strictObject({
                      mimeType: z.enum(['image/png', 'image/jpeg']).optional(),
                      compressionQuality: z.int().min(0).max(100).optional(),
                    })
                    .optional(),
                }
              : {}),
          })
          .optional(),
      })
      .optional(),
    safetySettings: z
      .array(
        z.strictObject({
          category: z.enum([
            'HARM_CATEGORY_HARASSMENT',
            'HARM_CATEGORY_HATE_SPEECH',
            'HARM_CATEGORY_SEXUALLY_EXPLICIT',
            'HARM_CATEGORY_DANGEROUS_CONTENT',
          ]),
          threshold: z.enum(['BLOCK_LOW_AND_ABOVE', 'BLOCK_MEDIUM_AND_ABOVE', 'BLOCK_ONLY_HIGH', 'BLOCK_NONE', 'OFF']),
        }),
      )
      .optional(),
  })

const wrong: Endpoint['wrong'] = [
  ['contents', undefined],
  ['contents', []],
  ['contents.0.parts', []],
  ['contents.0.role', 'painter'],
  ['generationConfig.responseModalities', ['PICTURE']],
  ['generationConfig.imageConfig.aspectRatio', '7:3'],
  ['generationConfig.imageConfig.imageSize', '1k'],
  ['generationConfig.seed', 1.5],
]

function answer(played: PlayedProvider): Response {
  const usageMetadata = {
    promptTokenCount: 300,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 40 },
      { modality: 'IMAGE', tokenCount: 260 },
    ],
    candidatesTokenCount: 1120,
    candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1120 }],
    thoughtsTokenCount: 200,
    totalTokenCount: 1620,
  }
  if (played.refuses)
    return Response.json({
      candidates: [{ finishReason: 'IMAGE_SAFETY', finishMessage: 'The picture may break the rules.', index: 0 }],
      usageMetadata: { promptTokenCount: 40 },
      responseId: 'resp-1',
    })
  const parts = [
    { text: 'Here is a lake.' },
    { inlineData: { mimeType: 'image/png', data: played.picture(9) }, thought: true },
    { inlineData: { mimeType: 'image/png', data: played.picture() }, thoughtSignature: 'c2lnbmF0dXJl' },
  ]
  return Response.json({
    candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }],
    usageMetadata,
    responseId: 'resp-1',
  })
}

const error = (message: string, status: number) => ({
  error: { code: status, message, status: status === 429 ? 'RESOURCE_EXHAUSTED' : 'INTERNAL' },
})

export const geminiFacts: Facts = {
  source: { url: 'https://ai.google.dev/api/generate-content', date: '2026-11-28' },
  origin: 'https://generativelanguage.googleapis.com',
  credential: (headers) => headers.get('x-goog-api-key') ?? '',
  error,
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/v1beta/models/*:generateContent',
      takes: content(false),
      wrong,
      answer: (_, played) => answer(played),
    },
    {
      call: 'verify',
      method: 'GET',
      path: '/v1beta/models',
      answer: () => Response.json({ models: [{ name: 'models/gemini-3-pro-image' }] }),
    },
  ],
}

/** A key for tests, which no service accepts. */
let testKey: string | null = null
let publicKey: CryptoKey | null = null
export async function makeTestKey(): Promise<void> {
  if (testKey !== null) return
  const pair = (await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  )) as CryptoKeyPair
  publicKey = pair.publicKey
  const der = new Uint8Array((await crypto.subtle.exportKey('pkcs8', pair.privateKey)) as ArrayBuffer)
  const lines = btoa(String.fromCharCode(...der)).match(/.{1,64}/g)!
  testKey = `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}

export async function signedByTestKey(signed: string, signature: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return crypto.subtle.verify('RSASSA-PKCS1-v1_5', publicKey!, signature, new TextEncoder().encode(signed))
}

export const vertexFacts: Facts = {
  source: { url: 'https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference', date: '2026-11-28' },
  origin: 'https://aiplatform.googleapis.com',
  fields: () => ({
    service_account: JSON.stringify({
      type: 'service_account',
      project_id: 'example-project',
      private_key_id: 'key-1',
      private_key: testKey,
      client_email: 'painter@example-project.iam.gserviceaccount.com',
    }),
  }),
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error,
  endpoints: [
    {
      call: 'token',
      method: 'POST',
      path: '/token',
      takes: z.strictObject({
        grant_type: z.literal('urn:ietf:params:oauth:grant-type:jwt-bearer'),
        assertion: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      }),
      wrong: [
        ['assertion', undefined],
        ['grant_type', 'password'],
      ],
      answer: () => Response.json({ access_token: 'ya29.example-token-0123456789', expires_in: 3599, token_type: 'Bearer' }),
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/v1/projects/example-project/locations/global/publishers/google/models/*:generateContent',
      takes: content(true),
      wrong: [...wrong, ['contents.0.role', undefined], ['generationConfig.imageConfig.imageOutputOptions.mimeType', 'image/webp']],
      answer: (_, played) => answer(played),
    },
    {
      call: 'verify',
      method: 'POST',
      path: '/v1/projects/example-project/locations/global/publishers/google/models/*:countTokens',
      answer: () => Response.json({ totalTokens: 2 }),
    },
  ],
}
