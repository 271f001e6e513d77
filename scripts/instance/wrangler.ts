// Runs wrangler for the commands of this repository.
import { spawn } from 'node:child_process'
import { children, node, root, wrangler } from '../local/paths.mjs'

/** A call of wrangler that failed, with the end of its output. */
export class WranglerFailure extends Error {}

/**
 * Runs wrangler and returns its standard output. Throws WranglerFailure if wrangler fails. This function sets the variable `CI`, so that
 * wrangler asks no questions and creates nothing by itself.
 */
export function runWrangler(
  args: string[],
  { cwd = root, environment = {} }: { cwd?: string; environment?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [wrangler, ...args], {
      cwd,
      env: { ...children, CI: 'true', FORCE_COLOR: '0', NO_COLOR: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(output)
      else {
        // An error may contain the URL of a database export. The query string of this URL may hold a signature with which anybody could
        // download the export, so query strings are removed.
        const said = `${output}\n${errors}`.trim().replaceAll(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?…')
        reject(new WranglerFailure(`wrangler ${args.slice(0, 3).join(' ')} failed:\n${said.slice(-1500)}`))
      }
    })
  })
}
