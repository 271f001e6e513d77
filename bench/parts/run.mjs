// Runs child processes: servers on the first processor; clients and the provider on the second, so that they do not delay the servers.
import { spawn, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const PINNED = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0
export const SERVER = 0
export const CLIENT = 1

/**
 * Starts a child process. The child's standard input closes when this process ends. Most commands end when their standard input closes, so
 * they do not outlive this process. `env` replaces the environment. `read` gets each line of the child's output. In the result, `first` is a promise of the
 * first value other than undefined that `read` returns. `first` rejects if the child ends earlier.
 */
export function run(command, processor, read, env = process.env) {
  const [file, ...args] = PINNED ? ['taskset', '-c', String(processor), ...command] : command
  const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const lines = []
  const keep = (line) => lines.push(line) > 50 && lines.shift()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const first = new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', keep)
    createInterface({ input: child.stdout }).on('line', (line) => {
      keep(line)
      const made = read(line)
      if (made !== undefined) resolve(made)
    })
    void ended.then(() => reject(new Error(`${command.join(' ').slice(0, 200)} ended\n${lines.join('\n')}`)))
  })
  return { pid: child.pid, first, ended, stop: () => (child.stdin.end(), ended), kill: () => (child.kill(), ended) }
}

/** Runs a script of this folder that prints one line of JSON. Returns the same as `run`; `first` is a promise of the parsed JSON. */
export function runPart(script, argument, processor) {
  const command = [process.execPath, join(import.meta.dirname, script), ...(argument === null ? [] : [JSON.stringify(argument)])]
  return run(command, processor, (line) => (line.startsWith('{"') ? JSON.parse(line) : undefined))
}
