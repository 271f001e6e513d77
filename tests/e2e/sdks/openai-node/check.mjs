import { createReadStream } from 'node:fs'
import OpenAI, { APIError, NotFoundError } from 'openai'

const { BASE_URL, KEY, PICTURE, MASK, CLIENT } = process.env
const client = new OpenAI({ baseURL: BASE_URL, apiKey: KEY })
const prompt = (text) => `${CLIENT} ${text}`

async function step(name, run) {
  try {
    await run()
    console.log(`STEP ${name} ok`)
  } catch (error) {
    console.log(`STEP ${name} FAIL ${error}`)
  }
}
function must(condition, why) {
  if (!condition) throw new Error(why)
}
const thrown = (promise) =>
  promise.then(
    () => null,
    (error) => error,
  )

await step('generate', async () => {
  const { data, response } = await client.images
    .generate({ model: 'gpt-image-1', prompt: prompt('generates'), size: '1024x1024' })
    .withResponse()
  must(data.data[0].b64_json, 'no picture')
  must(response.headers.get('x-generation-id')?.startsWith('gen_'), 'no generation id')
})
await step('alias', async () => {
  const answer = await client.images.generate({ model: 'studio/Picture-1', prompt: prompt('generates by alias') })
  must(answer.data[0].b64_json && answer.data[0].url, 'not both members')
  must((await client.models.retrieve('studio/Picture-1')).id, 'the alias is not found')
})
await step('edit', async () => {
  const answer = await client.images.edit({ model: 'gpt-image-1', image: createReadStream(PICTURE), prompt: prompt('edits') })
  must(answer.data[0].b64_json, 'no picture')
})
await step('mask', async () => {
  const answer = await client.images.edit({
    model: 'gpt-image-1',
    image: [createReadStream(PICTURE)],
    mask: createReadStream(MASK),
    prompt: prompt('edits with a mask'),
  })
  must(answer.data[0].b64_json, 'no picture')
})
await step('key', async () => {
  const options = { headers: { 'Idempotency-Key': CLIENT } }
  for (let call = 0; call < 2; call++) await client.images.generate({ model: 'gpt-image-1', prompt: prompt('buys once by a key') }, options)
})
await step('stream', async () => {
  const types = []
  for await (const event of await client.images.generate({
    model: 'gpt-image-1',
    prompt: prompt('streams'),
    stream: true,
    partial_images: 2,
  }))
    types.push(event.type)
  must(types.at(-1) === 'image_generation.completed', types.join())
})
await step('error', async () => {
  const error = await thrown(client.images.generate({ model: 'no-such-model', prompt: prompt('errs') }))
  must(error instanceof NotFoundError && error.param === 'model', String(error))
})
await step('missing', async () => {
  const error = await thrown(client.images.generate({ model: 'flux-2-pro', prompt: prompt('has no credential') }))
  must(error instanceof APIError && error.status === 424 && error.code === 'credential_missing', String(error))
})
await step('broken', async () => {
  const error = await thrown(client.images.generate({ model: 'gpt-image-1', prompt: prompt('breaks off') }))
  must(error instanceof APIError && error.status === 424 && error.code === 'outcome_indeterminate', String(error))
})
