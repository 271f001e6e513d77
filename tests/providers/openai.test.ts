import { describe, expect, it } from 'vitest'
import { openai } from '../../src/providers/openai/index.ts'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { Secret } from '../../src/shared/secret.ts'
import { FakeOpenai } from '../support/fake-openai.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { png } from '../support/pictures.ts'
import { bytesOf, callFor, contextFor, failureOf, fileInput, requestFor, SECRET } from './harness.ts'

const request = (changes = {}) => requestFor(openai, 'gpt-image-2.6-flare', changes)

describe('OpenAI', () => {
  it('requests pictures and returns them with usage', async () => {
    const fake = new FakeOpenai()
    const { context } = contextFor(fake)
    const done = await openai.submit(
      callFor(
        request({
          n: 2,
          quality: 'low',
          format: 'webp',
          compression: 80,
          background: 'opaque',
          safety: { moderation: 'low' },
          providerOptions: { user: 'u1' },
        }),
      ),
      context,
    )
    expect(fake.requests[0]!.url.href).toBe('https://api.openai.com/v1/images/generations')
    expect(fake.requests[0]!.headers.get('authorization')).toBe(`Bearer ${SECRET}`)
    expect(fake.requests[0]!.json).toEqual({
      model: 'gpt-image-2.6-flare',
      prompt: 'a lake in the mountains at sunset',
      n: 2,
      size: '1024x1024',
      quality: 'low',
      background: 'opaque',
      output_format: 'webp',
      output_compression: 80,
      moderation: 'low',
      user: 'u1',
    })
    if (done.kind !== 'done') throw new Error('not done')
    expect(done.providerRequestId).toBe('req_fake_openai')
    expect(done.usage).toEqual({ textInTokens: 10, imageInTokens: 40, textOutTokens: 0, imageOutTokens: 2000 })
    expect(await bytesOf(done.images[1]!.source, fake, new Map())).toEqual(fakePicture(64, 64, 1))
  })

  it('converts a mask: transparent for the area to edit; the picture to edit goes first', async () => {
    const fake = new FakeOpenai()
    const { context } = contextFor(fake)
    const [reference, picture] = [fakePicture(8, 8, 1), fakePicture(16, 16, 2)]
    const mask = png(16, 16, (x) => (x < 8 ? [255, 255, 255, 255] : [0, 0, 0, 255]))
    const inputs = [fileInput(reference, 8, 8, { role: 'reference' }), fileInput(picture, 16, 16)]
    await openai.submit(callFor(request({ operation: 'inpaint' }), { inputs, mask: fileInput(mask, 16, 16) }), context)
    const { form, url } = fake.requests[0]!
    expect(url.pathname).toBe('/v1/images/edits')
    const files = form!.getAll('image[]') as File[]
    expect(await Promise.all(files.map((file) => file.bytes()))).toEqual([picture, reference])
    const sent = decodePicture(await (form!.get('mask') as File).bytes())
    const alpha = (x: number, y: number) => sent.data[(y * 16 + x) * 4 + 3]
    expect([alpha(0, 0), alpha(7, 15), alpha(8, 0), alpha(15, 15)]).toEqual([0, 0, 255, 255])
    expect(form!.get('n')).toBe('1')
  })

  it('edits as JSON where the policy sets the moderation, which forms have no field for', async () => {
    const fake = new FakeOpenai()
    const { context } = contextFor(fake)
    const inputs = [fileInput(fakePicture(9, 9), 9, 9, { role: 'reference' }), fileInput(fakePicture(16, 16), 16, 16)]
    const mask = fileInput(
      png(16, 16, (x) => (x < 8 ? [255, 255, 255, 255] : [0, 0, 0, 255])),
      16,
      16,
    )
    const moderated = callFor(request({ operation: 'inpaint', safety: { moderation: 'low' } }), { inputs, mask })
    openai.check!(moderated)
    await openai.submit(moderated, context)
    const body = fake.requests[0]!.json as { moderation: string; images: { image_url: string }[]; mask: { image_url: string } }
    const bytesIn = (address: string) => Uint8Array.fromBase64(address.replace('data:image/png;base64,', ''))
    expect(body.moderation).toBe('low')
    expect(body.images.map(({ image_url }) => bytesIn(image_url))).toEqual([fakePicture(16, 16), fakePicture(9, 9)])
    const { data } = decodePicture(bytesIn(body.mask.image_url))
    expect([data[3], data[8 * 4 + 3]]).toEqual([0, 255])
    const bypass = { ...moderated.request, providerOptions: { moderation: 'auto' } }
    expect(() => openai.check!({ ...moderated, request: bypass })).toThrow(
      expect.objectContaining({ pointer: '/body/provider_options/moderation' }),
    )
  })

  it('streams previews and the result', async () => {
    const fake = new FakeOpenai()
    const { context, partials } = contextFor(fake)
    const done = await openai.submit(callFor(request({ partialImages: 2 })), context)
    expect(fake.requests[0]!.json).toMatchObject({ stream: true, partial_images: 2 })
    if (done.kind !== 'done') throw new Error('not done')
    expect(partials.map((partial) => partial.index)).toEqual([0, 1])
    expect(partials[1]!.bytes).toEqual(fakePicture(16, 16, 1))
    expect(done.images).toHaveLength(1)
    expect(done.usage?.imageOutTokens).toBe(1000)
    expect(await bytesOf(done.images[0]!.source, fake, new Map())).toEqual(fakePicture(64, 64, 0))
  })

  it.each([
    ['in one answer', 0],
    ['in a stream', 1],
  ])('passes a picture of 20 MB on to storage, %s, holding little of it', async (_, partialImages) => {
    const size = 20 * 1024 * 1024
    const answer = largeAnswer(size, partialImages > 0)
    let [stored, digest, most] = [0, 0, 0]
    const { context } = contextFor(
      { fetch: async () => answer.response() },
      {
        async sink(stream) {
          const reader = stream.getReader()
          for (let read = await reader.read(); !read.done; read = await reader.read()) {
            // Updates `most`, the largest number of bytes that the answer had produced but the sink had not stored yet.
            most = Math.max(most, answer.produced() - Math.ceil((stored * 4) / 3))
            for (const byte of read.value) digest = (digest * 31 + byte) | 0
            stored += read.value.byteLength
          }
          return { kind: 'sunk', id: 'large' }
        },
      },
    )
    const done = await openai.submit(callFor(request({ partialImages })), context)
    if (done.kind !== 'done') throw new Error('not done')
    expect(done.images.map((image) => image.source)).toEqual([{ kind: 'sunk', id: 'large' }])
    expect(stored).toBe(size)
    expect(digest).toBe(answer.digest())
    expect(most).toBeLessThan(2 * 1024 * 1024)
  })

  it('works with servers of the same API, and with organizations', async () => {
    const fake = new FakeOpenai()
    const { context } = contextFor(fake)
    const fields = { api_key: new Secret(SECRET), organization: new Secret('org-1'), project: new Secret('proj_1') }
    await openai.submit(callFor(request()), { ...context, credential: { fields, baseUrl: 'https://images.example-owner.com/v1/' } })
    expect(fake.requests[0]!.url.href).toBe('https://images.example-owner.com/v1/images/generations')
    expect(fake.requests[0]!.headers.get('openai-organization')).toBe('org-1')
    expect(fake.requests[0]!.headers.get('openai-project')).toBe('proj_1')
  })

  it('verifies a key', async () => {
    const fake = new FakeOpenai()
    const { context } = contextFor(fake)
    expect(await openai.verifyCredential!(context)).toEqual({ detail: 'The key is valid; it sees 1 model.' })
    fake.fault = { name: 'unauthorized' }
    expect((await failureOf(openai.verifyCredential!(context))).kind).toBe('bad_credential')
  })

  it('refuses options that would change what was quoted', async () => {
    const fake = new FakeOpenai()
    const { context } = contextFor(fake)
    for (const providerOptions of [{ n: 10 }, { quality: 'high' }, { size: '3840x2160' }, { stream: true }, { model: 'x' }]) {
      const failure = await failureOf(openai.submit(callFor(request({ providerOptions })), context))
      expect([failure.kind, failure.billed]).toEqual(['bad_request', 'no'])
    }
    expect(fake.requests).toEqual([])
  })

  it('names an existing successor for each model that is gone', () => {
    const living = new Set(openai.models.filter((model) => model.shutdownDate === null).map((model) => model.id))
    for (const model of openai.models) if (model.shutdownDate !== null) expect(living).toContain(model.successor)
    expect(openai.models.map((model) => model.id)).toEqual(expect.arrayContaining(['dall-e-2', 'dall-e-3', 'gpt-image-1']))
  })
})

/** Makes an answer whose picture is produced while the answer is read. */
function largeAnswer(size: number, asEvents: boolean) {
  const block = 48 * 1024
  let [made, produced, digest] = [0, 0, 0]
  const encoder = new TextEncoder()
  const opening = asEvents
    ? 'event: image_generation.completed\ndata: {"type":"image_generation.completed","b64_json":"'
    : '{"created":1,"data":[{"b64_json":"'
  const closing = asEvents ? '","usage":null}\n\n' : '"}],"usage":null}'
  let stage: 'opening' | 'picture' | 'closing' = 'opening'
  const body = new ReadableStream<Uint8Array>(
    {
      pull(sink) {
        if (stage === 'opening') {
          stage = 'picture'
          sink.enqueue(encoder.encode(opening))
        } else if (stage === 'picture') {
          const bytes = new Uint8Array(Math.min(block, size - made))
          for (let at = 0; at < bytes.byteLength; at++) {
            bytes[at] = ((made + at) * 131 + ((made + at) >> 9)) & 255
            digest = (digest * 31 + bytes[at]!) | 0
          }
          made += bytes.byteLength
          if (made === size) stage = 'closing'
          const text = bytes.toBase64()
          produced += text.length
          sink.enqueue(encoder.encode(text))
        } else {
          sink.enqueue(encoder.encode(closing))
          sink.close()
        }
      },
    },
    { highWaterMark: 0 },
  )
  return {
    response: () => new Response(body, { headers: { 'content-type': asEvents ? 'text/event-stream' : 'application/json' } }),
    produced: () => produced,
    digest: () => digest,
  }
}
