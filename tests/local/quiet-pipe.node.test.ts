// If the reader of a script's output has left, as with `| head`, the script finishes its work, and prints no error.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../scripts/local/paths.mjs'

const folder = mkdtempSync(join(tmpdir(), 'quiet-pipe-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('a script goes on without its output, and prints no stack trace', async () => {
  const done = join(folder, 'done')
  const script = `
    import { writeFileSync } from 'node:fs'
    import { setTimeout } from 'node:timers/promises'
    for (let line = 1; line <= 50; line++) {
      console.log('a line '.repeat(2000))
      await setTimeout(5)
    }
    writeFileSync(${JSON.stringify(done)}, '')`
  const child = spawn(process.execPath, ['--import', './scripts/local/typescript.mjs', '--input-type=module', '--eval', script], {
    cwd: root,
  })
  child.stdout.once('data', () => child.stdout.destroy())
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const [code] = await once(child, 'close')
  expect({ code, complaint, isDone: existsSync(done) }).toEqual({ code: 0, complaint: '', isDone: true })
})
