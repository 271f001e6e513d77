import { describe, expect, it } from 'vitest'
import { BodyMemory } from '../../src/contract/body-memory.ts'
import { readUpTo } from '../../src/shared/bytes.ts'
import { AppError } from '../../src/shared/errors.ts'
import { call } from '../support/call.ts'
import { mintTenant } from '../support/tenant.ts'

const MIB = 1024 * 1024
const PATIENCE = 120_000
/**
 * Simulates a body of this length that arrives slowly: takes the memory for the body, and keeps this memory until `letGo` is called.
 * `started` resolves when the memory is taken.
 */
function stalled(owner: string, bytes: number) {
  const memory = new BodyMemory(owner)
  const started = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const done = memory.read(bytes, () => {
    started.resolve()
    return end.promise
  })
  return {
    started: started.promise,
    async letGo() {
      end.resolve()
      await done
      memory.giveBack()
    },
  }
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: unknown) => (error instanceof AppError ? [error.code, error.details.retryAfterMs] : error),
  )

describe('D5: the bodies that an isolate reads at once have a budget', () => {
  it(
    'an instance has its share, all of them have the whole, and what is given back is there for others',
    async () => {
      const one = stalled('one', 32 * MIB)
      await one.started
      const [again, other] = [new BodyMemory('one'), new BodyMemory('two')]
      let wasRead = false
      const refused = codeOf(again.read(MIB, async () => void (wasRead = true)))
      expect(await codeOf(other.read(10 * MIB, async () => {}))).toBe('read')
      const third = codeOf(new BodyMemory('three').read(20 * MIB, async () => {}))
      // `BodyMemory` does not count a body of up to 64 KiB. So this body is read, although the instance already uses all the memory that it
      // may use.
      expect(await codeOf(again.read(64 * 1024, async () => {}))).toBe('read')
      expect(await refused).toEqual(['concurrency_limited', 1000])
      expect(wasRead, 'nothing is read without room').toBe(false)
      expect(await third).toEqual(['overloaded', 1000])
      await one.letGo()
      other.giveBack()
      const after = new BodyMemory('three')
      expect(await codeOf(after.read(20 * MIB, async () => {}))).toBe('read')
      after.giveBack()
    },
    PATIENCE,
  )

  it(
    'a body that does not say its length takes room as it arrives, and waits for it',
    async () => {
      const one = stalled('chunks', 31 * MIB)
      await one.started
      const read = (memory: BodyMemory, mebibytes: number) =>
        memory.read(null, async (beforeKept) => {
          const body = new Blob([new Uint8Array(mebibytes * MIB)]).stream()
          return (await readUpTo(body, Infinity, { beforeKept }))!.byteLength
        })
      const [small, large] = [new BodyMemory('chunks'), new BodyMemory('chunks')]
      expect(await read(small, 1)).toBe(MIB)
      small.giveBack()
      expect(await codeOf(read(large, 3))).toEqual(['concurrency_limited', 1000])
      large.giveBack()
      await one.letGo()
      expect(await read(large, 3)).toBe(3 * MIB)
      large.giveBack()
    },
    PATIENCE,
  )

  it('a body that arrives in tiny parts takes about its length, and not a whole buffer for each part', async () => {
    // The runtime reads a body into buffers of 4 KiB, and each part of the body is a view on one buffer. The buffer stays in memory as long
    // as `readUpTo` keeps such a view. So `readUpTo` must copy tiny parts. To test this, every tiny part is a view on the first byte of the
    // same buffer. Each new part overwrites this byte, so a part that was not copied shows a wrong byte in the result.
    const buffer = new Uint8Array(4096)
    let [next, most] = [0, 40_000]
    const tiny = new ReadableStream<Uint8Array>(
      {
        pull(sink) {
          if (next === most) return sink.close()
          buffer[0] = next % 251
          // Each 5,000th part is not tiny but a whole buffer. Its bytes must be at the right place in the result.
          sink.enqueue(next % 5000 === 4999 ? new Uint8Array(4096).fill(next % 251) : buffer.subarray(0, 1))
          next++
        },
      },
      { highWaterMark: 0 },
    )
    const expected: number[] = []
    for (let at = 0; at < most; at++) expected.push(...Array.from({ length: at % 5000 === 4999 ? 4096 : 1 }, () => at % 251))
    const bytes = (await readUpTo(tiny, Infinity))!
    expect(bytes.byteLength).toBe(expected.length)
    // `readUpTo` may keep the first 16 parts without a copy. Each of them is one byte, a view on `buffer[0]`, which later parts overwrite.
    // So the first 16 bytes of the result may be wrong and are not checked.
    expect(expected.findIndex((byte, at) => at >= 16 && bytes[at] !== byte)).toBe(-1)
  })

  it('a body of the declared length is in memory once, and a false length changes nothing', async () => {
    const sent = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251)
    const body = () => new Blob([sent]).stream()
    for (const length of [300_000, 299_999, 300_001, 1, 0, null]) {
      const bytes = (await readUpTo(body(), Infinity, { length }))!
      expect([length, bytes.byteLength, bytes.buffer.byteLength]).toEqual([length, 300_000, 300_000])
      expect(sent.findIndex((byte, at) => bytes[at] !== byte)).toBe(-1)
    }
    expect(await readUpTo(body(), 299_999, { length: 10 })).toBe(null)
  })

  it(
    'a request over it gets a typed 429 before its bytes are read, and its neighbour is served',
    async () => {
      const [noisy, quiet] = [await mintTenant(), await mintTenant()]
      const held = stalled(noisy.instanceId, 32 * MIB)
      await held.started
      const body = { prompt: 'x', size: '64x64', metadata: { note: 'y'.repeat(400) }, ignored: 'z'.repeat(100_000) }
      const refused = await call('POST /v1/generate', { key: noisy.projectKey, body })
      expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'concurrency_limited', '1'])
      // The platform notices the unknown field `ignored` only after it has read the whole body. So the response 400 shows that it has read
      // this body.
      expect((await call('POST /v1/generate', { key: quiet.projectKey, body })).status).toBe(400)
      await held.letGo()
      expect((await call('POST /v1/generate', { key: noisy.projectKey, body })).status).toBe(400)
    },
    PATIENCE,
  )

  it(
    'a message to the MCP endpoint is counted, too',
    async () => {
      const { instanceId, projectKey } = await mintTenant()
      const body = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { ignored: 'z'.repeat(100_000) } }
      const send = () => call('POST /mcp', { key: projectKey, body, headers: { accept: 'application/json, text/event-stream' } })
      const held = stalled(instanceId, 32 * MIB)
      await held.started
      const refused = await send()
      expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'concurrency_limited', '1'])
      await held.letGo()
      expect((await send()).status).toBe(200)
      // Neither the refused message nor the message that was read still uses memory.
      const all = new BodyMemory(instanceId)
      expect(await codeOf(all.read(32 * MIB, async () => {}))).toBe('read')
      all.giveBack()
    },
    PATIENCE,
  )
})
