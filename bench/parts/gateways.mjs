// Starts gateways of other projects. They forward requests and store nothing. They are not dependencies of this repository: at its first
// start, the bench installs each in a folder of its own.
import { freePort } from '../../tests/support/server.mjs'
import { litellm } from './litellm.mjs'
import { portkey } from './portkey.mjs'
import { descendants } from '../../tests/support/processes.mjs'
import { run, SERVER } from './run.mjs'

const INSTALLED = { portkey, litellm }
export const GATEWAYS = Object.keys(INSTALLED)

export async function startGateway(name) {
  const { commandFor, env, headers } = INSTALLED[name]()
  const port = await freePort()
  const server = run(commandFor(port), SERVER, () => undefined, env)
  // A gateway does not end when its standard input closes, so it must be killed.
  process.once('exit', server.kill)
  const url = `http://127.0.0.1:${port}`
  // `server.first` never resolves, because the callback above returns undefined for every line. It rejects if the gateway ends.
  await Promise.race([server.first, untilAnswered(url)])
  return {
    name,
    url,
    processes: [server.pid, ...descendants(server.pid)],
    inspector: null,
    stop: server.kill,
    headers,
    tenant: null,
  }
}

async function untilAnswered(url) {
  for (;;) {
    const isAnswered = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isAnswered) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
