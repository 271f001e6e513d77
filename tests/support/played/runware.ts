// Runware's tasks.
import { z } from 'zod'
import { type Asked, type Endpoint, type Facts, pictureAddress, type PlayedProvider, text } from '../played-provider.ts'

type Task = Record<string, unknown>
const uuid = z.uuid({ version: 'v4' })
const air = z.string().regex(/^[a-z]+:\d+@\d+$/)
const common = {
  taskUUID: uuid,
  model: air,
  includeCost: z.boolean().optional(),
  deliveryMethod: z.enum(['sync', 'async']),
}
const file = {
  outputType: z.enum(['base64Data', 'dataURI', 'URL']).optional(),
  outputFormat: z.enum(['JPG', 'PNG', 'WEBP']).optional(),
  outputQuality: z.int().min(20).max(99).optional(),
}
const edge = z.int().min(128).max(2560).multipleOf(16).optional()

const inference = z.strictObject({
  taskType: z.literal('imageInference'),
  ...common,
  ...file,
  positivePrompt: text(3000),
  negativePrompt: text(3000).optional(),
  width: edge,
  height: edge,
  steps: z.int().min(1).max(100).optional(),
  CFGScale: z.number().min(0).max(50).optional(),
  seed: z.int().min(0).optional(),
  strength: z.number().min(0).max(1).optional(),
  seedImage: pictureAddress.optional(),
  maskImage: pictureAddress.optional(),
  referenceImages: z.array(pictureAddress).max(14).optional(),
  numberResults: z.int().min(1).max(20).optional(),
})

const of = (body: unknown): Task => (Array.isArray(body) ? (body[0] as Task) : {})
const is = (type: string) => (body: unknown) => of(body)['taskType'] === type

function accept({ body }: Asked, played: PlayedProvider): Response {
  const task = of(body)
  played.work.set(String(task['taskUUID']), { body: task, polls: 0 })
  return Response.json({ data: [{ taskType: task['taskType'], taskUUID: task['taskUUID'] }] })
}

function result({ body }: Asked, played: PlayedProvider): Response {
  const id = String(of(body)['taskUUID'])
  const work = played.look(id)
  const facts = { taskUUID: id, taskType: work?.body['taskType'] }
  if (work === null)
    return Response.json(
      { errors: [{ code: 'invalidTaskUUID', message: 'There is no such task.', parameter: 'taskUUID', taskUUID: id }] },
      { status: 400 },
    )
  if (!work.done) return Response.json({ data: [{ ...facts, status: 'processing' }] })
  if (played.refuses)
    return Response.json({
      data: [],
      errors: [
        { ...facts, code: 'providerRejected', status: 'error', message: 'The prompt was rejected by the safety system of the provider.' },
      ],
    })
  if (work.body['taskType'] === 'caption')
    return Response.json({ data: [{ ...facts, status: 'success', text: 'a lake in the mountains', cost: 0.0012 }] })
  const data = Array.from({ length: played.count(work.body['numberResults']) }, () => ({
    ...facts,
    status: 'success',
    imageUUID: crypto.randomUUID(),
    imageURL: played.address(),
    seed: 7,
    cost: 0.0013,
  }))
  return Response.json({ data: data.length > 0 ? data : [{ ...facts, status: 'success' }] })
}

const wrong: Endpoint['wrong'] = [
  ['0.taskUUID', 'one'],
  ['0.model', 'flux'],
  ['0.deliveryMethod', undefined],
]

export const runwareFacts: Facts = {
  source: { url: 'https://runware.ai/docs/en/image-inference/api-reference', date: '2026-11-28' },
  origin: 'https://api.runware.ai',
  credential: (headers) => headers.get('authorization')?.replace('Bearer ', '') ?? '',
  error: (message) => ({ errors: [{ code: 'invalidRequest', message, parameter: 'task' }] }),
  endpoints: [
    {
      call: 'submit',
      method: 'POST',
      path: '/v1',
      when: is('imageInference'),
      takes: z.tuple([inference]),
      wrong: [
        ...wrong,
        ['0.positivePrompt', undefined],
        ['0.width', 1000],
        ['0.numberResults', 0],
        ['0.strength', 2],
        ['0.seedImage', 'lake.png'],
        ['0.outputFormat', 'PDF'],
      ],
      answer: accept,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/v1',
      when: is('upscale'),
      takes: z.tuple([
        z.strictObject({
          taskType: z.literal('upscale'),
          ...common,
          ...file,
          inputImage: pictureAddress,
          upscaleFactor: z.literal([2, 4]),
          settings: z.strictObject({}).optional(),
        }),
      ]),
      wrong: [...wrong, ['0.inputImage', undefined], ['0.upscaleFactor', 3]],
      answer: accept,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/v1',
      when: is('removeBackground'),
      takes: z.tuple([z.strictObject({ taskType: z.literal('removeBackground'), ...common, ...file, inputImage: pictureAddress })]),
      wrong: [...wrong, ['0.inputImage', undefined]],
      answer: accept,
    },
    {
      call: 'submit',
      method: 'POST',
      path: '/v1',
      when: is('caption'),
      takes: z.tuple([
        z.strictObject({ taskType: z.literal('caption'), ...common, inputImage: pictureAddress, prompt: text(3000).optional() }),
      ]),
      wrong: [...wrong, ['0.inputImage', 'lake.png'], ['0.prompt', 7]],
      answer: accept,
    },
    {
      call: 'poll',
      method: 'POST',
      path: '/v1',
      when: is('getResponse'),
      takes: z.tuple([z.strictObject({ taskType: z.literal('getResponse'), taskUUID: uuid })]),
      wrong: [
        ['0.taskUUID', 'one'],
        ['0.taskUUID', undefined],
      ],
      answer: result,
    },
    { call: 'verify', method: 'POST', path: '/v1', answer: () => Response.json({ data: [{ taskType: 'accountManagement' }] }) },
  ],
}
