import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenForm, readMultipart } from '../../src/contract/multipart.ts'
import { joinBytes } from '../../src/shared/bytes.ts'

const TYPE = 'multipart/form-data; boundary=cut'
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string, type = TYPE) => readMultipart(new Uint8Array(bytes(text)), type)
const part = (head: string, body: string) => `--cut\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`

describe('C7: forms', () => {
  it('a part’s own headers decide whether it is text or a file', async () => {
    const form = read(
      `${part('name="a"', 'x')}${part('name=b; filename=f.txt', 'y')}${part('name="c"\r\nContent-Type: application/octet-stream', 'z')}` +
        `${part('name="d"\r\nContent-Type: text/plain; charset=utf-8', 'ä')}--cut--\r\n`,
    )
    expect(form.map(([name, value]) => [name, typeof value === 'string' ? value : [value.name, value.type]])).toEqual([
      ['a', 'x'],
      ['b', ['f.txt', '']],
      ['c', ['', 'application/octet-stream']],
      ['d', 'ä'],
    ])
  })
  it.each([
    ['name="a\\"b"', 'a"b'],
    ['name="a%22b"', 'a"b'],
    ['name="a;b"', 'a;b'],
    ['NAME="image[0]"', 'image[0]'],
  ])('%s', (head, name) => expect(read(`${part(head, '')}--cut--`)[0]![0]).toBe(name))
  it('file names beyond ASCII', () => {
    const [, value] = read(`${part("name=a; filename=x.png; filename*=UTF-8''%C3%A4.png", 'x')}--cut--`)[0]!
    expect((value as File).name).toBe('ä.png')
  })
  it('bytes are unchanged, whatever they contain', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), (files) => {
        const whole = joinBytes([
          ...files.flatMap((file) => [
            bytes('--cut\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n'),
            file,
            bytes('\r\n'),
          ]),
          bytes('--cut--\r\n'),
        ])
        expect(readMultipart(whole, TYPE).map(([, value]) => (value as File).size)).toEqual(files.map((file) => file.byteLength))
      }),
      { numRuns: 200 },
    )
  })
  it('D5: what nearly is a boundary is content, and each byte is looked at twice at most', () => {
    const pieces = fc.array(fc.constantFrom('\r\n--', '\r\n', '\r', '\n', '-', 'a', 'b'), { maxLength: 40 }).map((each) => each.join(''))
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{1,4}$/), pieces, (boundary, content) => {
        fc.pre(!`\r\n${content}\r\n`.includes(`\r\n--${boundary}`))
        const text = `--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n${content}\r\n--${boundary}--`
        const [[, value]] = read(text, `multipart/form-data; boundary=${boundary}`) as [[string, File]]
        expect(value.size).toBe(content.length)
      }),
      { numRuns: 2000 },
    )
    // 7 MB that repeat the beginning of the boundary but never contain the whole boundary. So all of this is content.
    const beginnings = '\r\n--cu'.repeat(1_200_000)
    expect((read(`${part('name="f"; filename="x"', beginnings)}--cut--`)[0]![1] as File).size).toBe(beginnings.length)
  }, 60_000)
  it('a broken form is refused with a message, and nothing else is thrown', () => {
    for (const [text, type] of [
      ['', TYPE],
      ['--cut', TYPE],
      [part('name="a"', 'x'), TYPE],
      [`${part('filename="a"', 'x')}--cut--`, TYPE],
      ['--cut\r\nContent-Disposition: form-data; name="a"\r\n--cut--', TYPE],
      ['x', 'multipart/form-data'],
    ] as const)
      expect(() => read(text, type), text).toThrow(BrokenForm)
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(200), (noise, at) => {
        const good = `${part('name="a"', 'x')}${part('name="b"; filename="y"', 'z')}--cut--\r\n`
        try {
          read(good.slice(0, at) + noise + good.slice(at))
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenForm)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
