// People store the address of a fake as the `base_url` of a credential. So no fake may lose its port when another fake is added.
import { expect, it } from 'vitest'
import '../support/node-base64.ts'
import { PLAYED } from '../support/played/index.ts'
import { FAKES } from '../support/serve-fakes.ts'

it('every fake has a port of its own', () => {
  const owners = Map.groupBy(FAKES, ({ port }) => port)
  const shared = [...owners].filter(([, fakes]) => fakes.length > 1).map(([port, fakes]) => [port, fakes.map(({ name }) => name)])
  expect(shared).toEqual([])
  expect(FAKES.every(({ port }) => port >= 9100 && port < 9200)).toBe(true)
})

it('every provider that is made from facts is served, but Vertex, whose credential names an address of its own', () => {
  const served = new Set(FAKES.map(({ name }) => name))
  expect(PLAYED.map(({ adapter }) => adapter.id).filter((id) => !served.has(id))).toEqual(['vertex'])
})

it('ports that people may have stored are still those of the same fakes', () => {
  const ports = Object.fromEntries(FAKES.map(({ name, port }) => [name, port]))
  expect(ports).toMatchObject({ openai: 9100, ideogram: 9101, fal: 9102, replicate: 9103, studio: 9105, gemini: 9106, luma: 9112 })
  expect(ports).toMatchObject({ together: 9117, midjourney: 9121, comfyui: 9122, automatic1111: 9123 })
})
