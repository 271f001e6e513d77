// Tests how `cma` reads a picture from a file before it sends it.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readPicture } from '../../src/cli/files.ts'
import { MAX_UPLOAD_BYTES } from '../../src/generation-service/assets/upload.ts'

const folder = mkdtempSync(join(tmpdir(), 'cma-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('refuses a picture that is larger than the service accepts, and no smaller one', () => {
  const path = join(folder, 'large.png')
  writeFileSync(path, Buffer.from('89504e470d0a1a0a', 'hex'))
  truncateSync(path, MAX_UPLOAD_BYTES)
  expect(readPicture(path)).toHaveLength(MAX_UPLOAD_BYTES)
  truncateSync(path, MAX_UPLOAD_BYTES + 1)
  expect(() => readPicture(path)).toThrow(
    `${path} has ${MAX_UPLOAD_BYTES + 1} bytes; the service accepts pictures of at most ${MAX_UPLOAD_BYTES} bytes.`,
  )
})
