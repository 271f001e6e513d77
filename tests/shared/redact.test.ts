import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeKey } from '../../src/auth/key-format.ts'
import { errorFields, log, promptFields } from '../../src/shared/log.ts'
import { REDACTED, redact } from '../../src/shared/redact.ts'
import { Secret } from '../../src/shared/secret.ts'

describe('redact', () => {
  it.each([
    ['our key', makeKey()],
    ['webhook secret', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    ['OpenAI', 'sk-proj-abcDEF0123456789_-abcdef'],
    ['Replicate', 'r8_0123456789abcdef0123456789abcdef01234'],
    ['Google', 'AIzaSyA0123456789abcdefghijklmnop'],
    ['fal.ai', '12345678-1234-1234-1234-1234567890ab:0123456789abcdef0123456789abcdef'],
    ['a signed token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'],
  ])('recognizes %s by its form', (_name, secret) => {
    const clean = redact(`Incorrect API key provided: ${secret}. See "docs".`)
    expect(clean).toBe(`Incorrect API key provided: ${REDACTED}. See "docs".`)
  })

  it.each([
    'Authorization: Bearer abcdef0123456789xyz',
    '{"api_key":"abcdef0123456789xyz"}',
    "x-api-key: 'abcdef0123456789xyz'",
    'https://user:abcdef0123456789xyz@host.example/',
    'authorization: Key abcdef0123456789xyz',
    'client_secret=abcdef0123456789xyz&x=1',
  ])('removes what a telling name introduces: %s', (text) => {
    expect(redact(text)).not.toContain('abcdef0123456789xyz')
    expect(redact(text)).toContain(REDACTED)
  })

  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'
  it.each([
    [`id-${token}`, `id-${REDACTED}`],
    [`a.${token}`, `a.${REDACTED}`],
    [`eyJ-eyJ-${token}, ${token}`, `${REDACTED}, ${REDACTED}`],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0'],
  ])('finds a signed token beside other characters: %s', (text, clean) => {
    expect(redact(text)).toBe(clean)
  })

  it('removes given values in every spelling', () => {
    const secret = 'p@ss"word/+with spaces'
    const bytes = new TextEncoder().encode(secret)
    const around = (before: string, after: string) => btoa(before + secret + after)
    const texts = [
      secret,
      JSON.stringify({ a: secret }),
      encodeURIComponent(secret),
      bytes.toBase64(),
      around('a', 'z'),
      around('ab', ''),
      around('abc', 'xyz'),
    ]
    for (const text of texts) {
      const clean = redact(`<${text}>`, [new Secret(secret)])
      expect(clean).toContain(REDACTED)
      expect(clean).not.toContain('word')
    }
  })

  it('leaves plain words alone', () => {
    const text = 'The model does not take this key; token limits are 4096 and the secret of good tea is time.'
    expect(redact(text, ['abc'])).toBe(text)
  })
})

describe('log', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('writes only the fields of its list', () => {
    const line = vi.spyOn(console, 'info').mockImplementation(() => {})
    const fields = { request_id: 'req_1', status: 200, prompt: 'a secret picture', authorization: 'Bearer x', body: { a: 1 } }
    log('info', 'request', fields)
    expect(JSON.parse(String(line.mock.calls[0]![0]))).toEqual({ level: 'info', event: 'request', request_id: 'req_1', status: 200 })
  })

  it('scrubs errors', () => {
    const line = vi.spyOn(console, 'error').mockImplementation(() => {})
    const key = makeKey()
    log('error', 'failed', errorFields(new Error(`bad ${key} and hunter2hunter2`), ['hunter2hunter2']))
    const text = String(line.mock.calls[0]![0])
    expect(text).not.toContain(key)
    expect(text).not.toContain('hunter2')
    expect(JSON.parse(text)).toMatchObject({ error: 'Error', message: `bad ${REDACTED} and ${REDACTED}` })
  })

  it('says of a failed query why it failed, but logs none of its values', async () => {
    const line = vi.spyOn(console, 'error').mockImplementation(() => {})
    const query = drizzle(env.DATA_DB).all(sql`SELECT 1 FROM nowhere WHERE prompt = ${'a fox\n    at night'}`)
    const error = await query.then(
      () => null,
      (thrown: Error) => thrown,
    )
    expect(error!.stack).toContain('a fox')
    log('error', 'failed', errorFields(error))
    // RPC passes on an error without its cause.
    log('error', 'failed', errorFields(new Error(error!.message)))
    const [direct, passed] = line.mock.calls.map(([text]) => JSON.parse(String(text)) as { message: string; stack: string })
    expect(direct!.message).toMatch(/no such table: nowhere.*: SELECT 1 FROM nowhere WHERE prompt = \?$/)
    expect(direct!.stack).toMatch(/^Error: .*no such table: nowhere[^]*\n +at /)
    expect(passed!.message).toBe('A query failed: SELECT 1 FROM nowhere WHERE prompt = ?')
    expect(JSON.stringify(line.mock.calls)).not.toMatch(/fox|night/)
  })

  it('scrubs each text by itself, whichever holds a secret', () => {
    const line = vi.spyOn(console, 'info').mockImplementation(() => {})
    const key = makeKey()
    log('info', 'request', { request_id: 'bearer', message: 'harmless, harmless', model: key, state: 'as it is' })
    expect(JSON.parse(String(line.mock.calls[0]![0]))).toEqual({
      level: 'info',
      event: 'request',
      request_id: 'bearer',
      message: 'harmless, harmless',
      model: REDACTED,
      state: 'as it is',
    })
  })

  it('logs a prompt by hash and length', async () => {
    expect(await promptFields('fox')).toEqual({
      prompt_sha256: '776cb326ab0cd5f0a974c1b9606044d8485201f2db19cf8e3749bdee5f36e200',
      prompt_length: 3,
    })
  })
})
