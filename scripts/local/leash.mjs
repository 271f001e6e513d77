// `node leash.mjs PROGRAM [ARGUMENTS…]`: runs PROGRAM, and ends it when the process that started leash ends. That process must start leash
// in a new process group, to which PROGRAM then belongs, too. Leash ends the whole group when PROGRAM ends, when leash gets a signal to
// stop, and when its own standard input closes. This input closes whenever the process that started leash ends, even if it is killed.
import { spawn, spawnSync } from 'node:child_process'

const GRACE_MS = 5_000
const isWindows = process.platform === 'win32'
const [program, ...args] = process.argv.slice(2)
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
child.once('error', (error) => {
  console.error(error.message)
  process.exit(1)
})

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  endGroup('SIGTERM')
  // The child may have started processes of its own, as wrangler starts workerd. They may still run after the child has ended, so the
  // whole group is killed at the end.
  const last = setTimeout(() => endGroup('SIGKILL'), GRACE_MS)
  child.once('exit', () => {
    clearTimeout(last)
    setTimeout(() => endGroup('SIGKILL'), 100)
  })
}

function endGroup(signal) {
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'])
    process.exit(0)
  }
  try {
    process.kill(-process.pid, signal)
  } catch {}
}

// The SIGTERM for the group also reaches this process, which must not end before the others.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop)
process.stdin.resume()
process.stdin.on('end', stop).on('close', stop).on('error', stop)
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)
child.once('exit', (code) => {
  if (stopping) return
  stopping = true
  endGroup('SIGTERM')
  setTimeout(() => process.exit(code ?? 1), 200)
})
