// `node leash.mjs PROGRAM [ARGUMENTS…]`: runs a program that ends together with the starter of leash. The starter must give leash a process
// group of its own; the program belongs to it, too. The whole group is ended when the program ends, or when leash gets a signal to stop. It
// is also ended when leash's standard input closes, which happens however the starter ends.
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
  // The runtime is a child of our child, so it may still run after our child has ended.
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
