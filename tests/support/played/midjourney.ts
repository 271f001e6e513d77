// midjourney-proxy, in its open-source form.
import { z } from 'zod'
import { type Asked, type Facts, type PlayedProvider, text } from '../played-provider.ts'

const picture = z.string().regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/]/)
const common = { notifyHook: z.url().optional(), state: z.string().optional() }

const submit = ({ body }: Asked, played: PlayedProvider) =>
  // midjourney-proxy sends a refusal with status 200.
  played.refuses
    ? Response.json({ code: 24, description: 'The prompt contains a banned word', properties: { bannedWord: 'x' }, result: null })
    : Response.json({ code: 1, description: 'Submit success', result: played.accept(body), properties: {} })

export const midjourneyFacts: Facts = {
  source: { url: 'https://github.com/novicezk/midjourney-proxy/blob/main/docs/api.md', date: '2026-11-28' },
  origin: 'https://mj.example-studio.com',
  basePath: '',
  fields: (secret) => ({ api_key: secret }),
  credential: (headers) => headers.get('mj-api-secret') ?? '',
  error: (message, status) => ({ timestamp: 1, status, error: 'Error', message, path: '/mj' }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/mj/submit/imagine',
      takes: z.strictObject({
        ...common,
        prompt: text(5000),
        base64Array: z.array(picture).max(5).optional(),
        botType: z.enum(['MID_JOURNEY', 'NIJI_JOURNEY']).optional(),
      }),
      wrong: [
        ['prompt', undefined],
        ['base64Array', ['lake.png']],
        ['notifyHook', 'soon'],
      ],
      answer: submit,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/mj/submit/describe',
      takes: z.strictObject({ ...common, base64: picture }),
      wrong: [
        ['base64', undefined],
        ['base64', 'lake.png'],
      ],
      answer: submit,
    },
    {
      call: 'poll',
      method: 'GET',
      path: '/mj/task/*/fetch',
      answer({ parts }, played) {
        const work = played.look(parts[0])
        if (work === null) return new Response('')
        const task = {
          id: parts[0],
          action: 'IMAGINE',
          status: work.done ? 'SUCCESS' : 'IN_PROGRESS',
          progress: work.done ? '100%' : '50%',
        }
        if (!work.done) return Response.json(task)
        return work.body['base64'] === undefined
          ? Response.json({ ...task, imageUrl: played.address() })
          : Response.json({ ...task, promptEn: '1️⃣ a lake in the mountains --ar 3:2\n\n2️⃣ a mirror of water --ar 3:2' })
      },
    },
    { call: 'verify', method: 'GET', path: '/mj/account/list', answer: () => Response.json([{ id: '1', enable: true }]) },
  ],
}

/** The bodies of calls that the adapter makes only if the provider options ask for them. Only the adapter's tests cause these calls. */
export const change = z.strictObject({
  ...common,
  taskId: z.string().min(1),
  action: z.enum(['UPSCALE', 'VARIATION', 'REROLL']),
  index: z.int().min(1).max(4).optional(),
})
export const blend = z.strictObject({
  ...common,
  base64Array: z.array(picture).min(2).max(5),
  dimensions: z.enum(['PORTRAIT', 'SQUARE', 'LANDSCAPE']).optional(),
})
