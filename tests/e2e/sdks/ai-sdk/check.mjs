// Tests the AI SDK with its two providers for OpenAI's API: `@ai-sdk/openai` and `@ai-sdk/openai-compatible`. The SDK reads only
// `b64_json`. By itself it repeats a request up to twice after 408, 409, 429 and 5xx.
import { readFileSync } from 'node:fs'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateImage } from 'ai'

const { BASE_URL, KEY, PICTURE, MASK, CLIENT } = process.env
const openai = createOpenAI({ baseURL: BASE_URL, apiKey: KEY })
const compatible = createOpenAICompatible({ name: 'images', baseURL: BASE_URL, apiKey: KEY })
const providers = { openai: (id) => openai.image(id), compatible: (id) => compatible.imageModel(id) }
const picture = readFileSync(PICTURE)
const mask = readFileSync(MASK)

/** Runs the step once with each provider of the SDK. */
async function step(name, run) {
  for (const [provider, model] of Object.entries(providers)) {
    try {
      await run(model, (text) => `${CLIENT} ${provider} ${text}`)
    } catch (error) {
      console.log(`STEP ${name} FAIL ${provider}: ${error}`)
      return
    }
  }
  console.log(`STEP ${name} ok`)
}
function must(condition, why) {
  if (!condition) throw new Error(why)
}
const thrown = (promise) =>
  promise.then(
    () => null,
    (error) => error,
  )
/** Returns the status of the response, which the SDK wraps in its own error. */
const statusOf = (error) => error?.statusCode ?? error?.lastError?.statusCode ?? error?.cause?.statusCode

await step('generate', async (model, prompt) => {
  const { images, responses } = await generateImage({ model: model('gpt-image-1'), prompt: prompt('generates'), size: '1024x1024' })
  must(images[0].uint8Array.length > 50, 'no picture')
  must(responses[0].headers['x-generation-id']?.startsWith('gen_'), 'no generation id')
})
await step('alias', async (model, prompt) => {
  const { images } = await generateImage({ model: model('studio/Picture-1'), prompt: prompt('generates by alias') })
  must(images[0].uint8Array.length > 50, 'no picture')
})
await step('edit', async (model, prompt) => {
  const { images } = await generateImage({ model: model('gpt-image-1'), prompt: { text: prompt('edits'), images: [picture] } })
  must(images[0].uint8Array.length > 50, 'no picture')
})
await step('mask', async (model, prompt) => {
  const { images } = await generateImage({
    model: model('gpt-image-1'),
    prompt: { text: prompt('edits with a mask'), images: [picture], mask },
  })
  must(images[0].uint8Array.length > 50, 'no picture')
})
await step('key', async (model, prompt) => {
  const headers = { 'Idempotency-Key': prompt('key').replaceAll(' ', '-') }
  for (let call = 0; call < 2; call++) await generateImage({ model: model('gpt-image-1'), prompt: prompt('buys once by a key'), headers })
})
await step('error', async (model, prompt) => {
  must(statusOf(await thrown(generateImage({ model: model('no-such-model'), prompt: prompt('errs') }))) === 404, 'no 404')
})
await step('missing', async (model, prompt) => {
  const error = await thrown(generateImage({ model: model('flux-2-pro'), prompt: prompt('has no credential') }))
  must(statusOf(error) === 424, `${statusOf(error)} ${error}`)
})
await step('broken', async (model, prompt) => {
  const error = await thrown(generateImage({ model: model('gpt-image-1'), prompt: prompt('breaks off') }))
  must(statusOf(error) === 424, `${statusOf(error)} ${error}`)
})
