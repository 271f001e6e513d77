// Leonardo's contract for requests with input pictures. First, a call returns an id and a URL at Leonardo's storage. Then the picture is
// uploaded to this URL. The request for a generation names the id.
import { z } from 'zod'
import type { Facts } from './played-provider.ts'

const uploaded = z.string().regex(/^upload-\d+$/)

export function withUploads(facts: Facts): Facts {
  let uploads = 0
  const stored = new Set<string>()
  return {
    ...facts,
    // An upload to the storage is a form, and the signature in the form authorizes it. The storage must never receive the provider's key.
    credential: (headers) => facts.credential(headers) || (headers.get('content-type')?.startsWith('multipart/form-data') ? 'signed' : ''),
    endpoints: [
      {
        call: 'token',
        method: 'POST',
        path: '/api/rest/v1/init-image',
        takes: z.strictObject({ extension: z.enum(['png', 'jpg', 'jpeg', 'webp']) }),
        answer() {
          const id = `upload-${uploads++}`
          const fields = JSON.stringify({ key: `uploads/${id}.png`, policy: 'signed' })
          return Response.json({
            uploadInitImage: { id, fields, key: `uploads/${id}.png`, url: 'https://storage.example-cloud.com/upload' },
          })
        },
      },
      {
        call: 'token',
        method: 'POST',
        path: '/upload',
        answer({ body, recorded }) {
          const { key, policy, file } = body as { key: string; policy: string; file: { contentType: string } }
          if (recorded.headers.has('authorization') || policy !== 'signed' || file.contentType !== 'image/png')
            return new Response('no', { status: 403 })
          stored.add(/upload-\d+/.exec(key)![0])
          return new Response(null, { status: 204 })
        },
      },
      ...facts.endpoints.map((endpoint) =>
        endpoint.path !== '/api/rest/v1/generations' || endpoint.takes === undefined
          ? endpoint
          : {
              ...endpoint,
              takes: (endpoint.takes as z.ZodObject).extend({
                init_image_id: uploaded.refine((id) => stored.has(id)).optional(),
                controlnets: z
                  .array(
                    z.strictObject({
                      initImageId: uploaded.refine((id) => stored.has(id)),
                      initImageType: z.enum(['UPLOADED', 'GENERATED']),
                      preprocessorId: z.int(),
                      strengthType: z.enum(['Low', 'Mid', 'High']),
                    }),
                  )
                  .optional(),
              }),
            },
      ),
    ],
  }
}
