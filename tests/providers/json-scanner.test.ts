import { describe, expect, it } from 'vitest'
import { StreamedPicture } from '../../src/providers/base64-picture.ts'
import { JsonScanner, NotJson } from '../../src/providers/json-scanner.ts'

class Kept {
  text = ''
  ended = false
  async write(text: string) {
    this.text += text
  }
  async end() {
    this.ended = true
  }
}

async function scan(text: string, size: number) {
  const captured: Kept[] = []
  const scanner = new JsonScanner('b64_json', () => {
    const kept = new Kept()
    captured.push(kept)
    return kept
  })
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.byteLength; at += size) await scanner.push(bytes.slice(at, at + size))
  return { body: scanner.finish(), captured: captured.map((kept) => kept.text), ended: captured.every((kept) => kept.ended) }
}

describe('the length of a string that is being captured', () => {
  const lengthsOf = async (strings: string[]) => {
    const lengths: number[] = []
    const scanner = new JsonScanner('b64_json', (_before, most) => {
      lengths.push(most())
      return new Kept()
    })
    await scanner.push(new TextEncoder().encode(JSON.stringify({ data: strings.map((b64_json) => ({ b64_json })), usage: { tokens: 12 } })))
    return lengths
  }
  const long = 'A'.repeat(300_000)

  it('is exact for short strings', async () => {
    expect(await lengthsOf(['AAAA', '', 'A'.repeat(65_000)])).toEqual([4, 0, 65_000])
  })
  it('is never too small, and only a little too large for the last long string', async () => {
    const [first, last] = await lengthsOf([long, long])
    expect(first).toBeGreaterThanOrEqual(2 * 300_000)
    expect(first! - 600_000).toBeLessThan(100)
    expect(last).toBeGreaterThanOrEqual(300_000)
    expect(last! - 300_000).toBeLessThan(100)
  })
})

describe('JsonScanner', () => {
  const text = JSON.stringify({
    note: 'a "b64_json": "no" inside, ü and \\ and b64_json',
    data: [
      { b64_json: 'QUJD+/==', revised_prompt: 'ÄÖ "quoted" \u2028' },
      { b64_json: null },
      { b64_json: '' },
      { other: { b64_json: 'RA==' } },
    ],
    b64_json: ['not', 'a', 'string'],
    usage: { output_tokens: 12 },
  })

  it('extracts the strings, wherever the chunks end', async () => {
    for (let size = 1; size <= 40; size++) {
      const { body, captured, ended } = await scan(text, size)
      expect(captured).toEqual(['QUJD+/==', '', 'RA=='])
      expect(ended).toBe(true)
      expect(body).toEqual({
        note: 'a "b64_json": "no" inside, ü and \\ and b64_json',
        data: [
          { b64_json: '#0', revised_prompt: 'ÄÖ "quoted" \u2028' },
          { b64_json: null },
          { b64_json: '#1' },
          { other: { b64_json: '#2' } },
        ],
        b64_json: ['not', 'a', 'string'],
        usage: { output_tokens: 12 },
      })
    }
  })

  it('handles escapes and surrounding white space', async () => {
    for (const size of [1, 2, 3, 5, 100]) {
      const { captured } = await scan('{ "b64_json" :\n "QU\\/J\\u002bD\\n=" }', size)
      expect(captured).toEqual(['QU/J+D\n='])
    }
  })

  it('refuses invalid JSON, early ends, and too much beside the pictures', async () => {
    await expect(scan('{"b64_json": "QUJD', 4)).rejects.toThrow(NotJson)
    await expect(scan('{"b64_json": "QUJD"', 4)).rejects.toThrow(NotJson)
    await expect(scan('<html>', 4)).rejects.toThrow(NotJson)
    await expect(scan(`{"x": "${'y'.repeat(600_000)}"}`, 65_536)).rejects.toThrow('too much')
  })
})

describe('StreamedPicture', () => {
  it('keeps a small picture and streams a large one, byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 300_001 }, (_, at) => (at * 7) & 255)
    const text = bytes.toBase64()
    for (const hold of [10, 1000, 1_000_000]) {
      let stored: Uint8Array | null = null
      const picture = new StreamedPicture(async (stream) => {
        stored = new Uint8Array(await new Response(stream).arrayBuffer())
        return { kind: 'sunk', id: 'one' }
      }, hold)
      for (let at = 0; at < text.length; at += 999) await picture.write(text.slice(at, at + 999))
      await picture.end()
      const source = await picture.source()
      if (hold === 1_000_000) expect(source).toEqual({ kind: 'base64', data: text })
      else {
        expect(source).toEqual({ kind: 'sunk', id: 'one' })
        expect(stored).toEqual(bytes)
      }
    }
  })

  it('fails if the text is not base64 or the sink refuses it, and lets the rest pass', async () => {
    const noBase64 = new StreamedPicture(async (stream) => {
      await new Response(stream).arrayBuffer()
      return { kind: 'sunk', id: 'one' }
    }, 8)
    for (const piece of ['QUJDQUJD', 'QUJD****', 'QUJD']) await noBase64.write(piece)
    await noBase64.end()
    await expect(noBase64.source()).rejects.toThrow('not base64')

    const unwanted = new StreamedPicture(async (stream) => {
      await stream.cancel('no')
      throw new Error('the bucket is full')
    }, 8)
    for (let round = 0; round < 50; round++) await unwanted.write('QUJDQUJD')
    await unwanted.end()
    await expect(unwanted.source()).rejects.toThrow('the bucket is full')
  })
})
