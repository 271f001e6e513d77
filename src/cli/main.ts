#!/usr/bin/env node
// `cma`, the command line. docs/api/cli.md explains it.
import manifest from './package.json' with { type: 'json' }
import { findCommand } from './all-commands.ts'
import { helpOf, parse } from './command.ts'
import { Context } from './context.ts'
import { type Failure, failureOf, linesOf } from './errors.ts'
import { EXIT } from './exit-codes.ts'
import { Refused } from './make-pictures.ts'
import { safeJson } from './plain-text.ts'
import { Terminal } from './terminal.ts'

async function run(words: string[], signal: AbortSignal): Promise<number> {
  let out = new Terminal({ json: words.includes('--json'), quiet: false })
  try {
    if (words[0] === '--version' || words[0] === '-v') {
      out.data(manifest.version)
      return EXIT.done
    }
    const found = findCommand(words)
    const asksHelp = words.some((word) => word === '--help' || word === '-h')
    if (typeof found === 'string') {
      if (words.length === 0 || asksHelp) {
        out.data(found)
        return EXIT.done
      }
      out.complain(found)
      return EXIT.usage
    }
    if (asksHelp && !beyondOptions(found.words)) {
      out.data(await helpOf(found.path, found.command))
      return EXIT.done
    }
    const args = parse(found.words, found.command)
    out = new Terminal({ json: args['json'] === true, quiet: args['quiet'] === true })
    const text = (name: string) => args[name] as string | undefined
    await found.command.run(args, new Context(out, signal, { profile: text('profile'), project: text('project') }))
    return EXIT.done
  } catch (error) {
    const failure = error instanceof Refused ? error.failure : failureOf(error)
    complain(out, failure)
    return failure.exit
  } finally {
    out.clear()
  }
}

/** Returns whether --help stands only after "--". There it is a word like any other. */
function beyondOptions(words: string[]): boolean {
  const end = words.indexOf('--')
  return end !== -1 && !words.slice(0, end).some((word) => word === '--help' || word === '-h')
}

function complain(out: Terminal, failure: Failure): void {
  if (out.json) process.stderr.write(`${safeJson({ error: failure })}\n`)
  else for (const line of linesOf(failure)) out.complain(line)
}

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(name, () => {
    // A second signal ends the process without waiting for the platform to cancel the job.
    if (stopping.signal.aborted) process.exit(EXIT.interrupted)
    stopping.abort()
  })
// The reader of a pipe, such as `head`, may leave before the end, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.unexpected))

process.exitCode = await run(process.argv.slice(2), stopping.signal)
// Standard input and idle network connections must not keep the process running.
process.stdin.unref?.()
