// Runs the fakes as servers on this machine, so that a running platform can call them: `npm run serve:fakes -- [first port]`.
// The command prints the base URL of each fake. Each server has two more routes. `POST /__fault {"name":"server_error","once":true}` causes
// a fault, and `POST /__fault {}` removes it. `GET /__log` returns the requests that the fake has received.
import { createServer } from 'node:http'
import { FakeBlackForestLabs } from './fake-black-forest-labs.ts'
import { FakeCustom } from './fake-custom.ts'
import { FakeFal } from './fake-fal.ts'
import { FakeIdeogram } from './fake-ideogram.ts'
import { FakeOpenai } from './fake-openai.ts'
import type { Fault, FakeOptions, FakeProvider } from './fake-provider.ts'
import { FakeReplicate } from './fake-replicate.ts'
import { PlayedProvider } from './played-provider.ts'
import { PLAYED } from './played/index.ts'

interface Served {
  name: string
  /** The port of the fake. It never changes, because people store the address of a fake as the `base_url` of a credential. */
  port: number
  /** The part of the fake's base URL after the host. */
  path: string
  make(options: FakeOptions): FakeProvider
}

const FIRST_PORT = 9100

/** All fakes that the command serves. A new one gets the next port that is free. */
export const FAKES: readonly Served[] = [
  { name: 'openai', port: FIRST_PORT, path: '/v1', make: (options) => new FakeOpenai(options) },
  { name: 'ideogram', port: 9101, path: '', make: (options) => new FakeIdeogram(options) },
  { name: 'fal', port: 9102, path: '', make: (options) => new FakeFal(options) },
  { name: 'replicate', port: 9103, path: '/v1', make: (options) => new FakeReplicate(options) },
  { name: 'black-forest-labs', port: 9104, path: '', make: (options) => new FakeBlackForestLabs(options) },
  { name: 'studio', port: 9105, path: '/api', make: (options) => new FakeCustom(options) },
  // The command serves no fake of Vertex (its port is null), because the adapter of Vertex could not be used with it: a base URL directs
  // the adapter's calls to a fake, but not its requests for access tokens. These go to the address in the credential.
  ...PLAYED.flatMap(({ adapter, port, facts }): Served[] => {
    if (port === null) return []
    const path = new URL(adapter.defaultBaseUrl ?? facts.origin).pathname.replace(/\/$/, '')
    return [{ name: adapter.id, port, path, make: (options) => new PlayedProvider(facts, options) }]
  }),
]

export interface RunningFake {
  name: string
  baseUrl: string
  fake: FakeProvider
}

/**
 * Starts all fakes as servers.
 * @param firstPort the port of the first fake, usually FIRST_PORT. Another value shifts the ports of all fakes by the same number. With 0,
 * each fake gets a free port.
 * @param beforeAnswer each fake awaits this function after it has logged a request and before it answers.
 */
export async function serveFakes(
  firstPort: number,
  beforeAnswer: () => Promise<void> = async () => {},
): Promise<{ fakes: RunningFake[]; stop(): void }> {
  const started = await Promise.all(
    FAKES.map(({ name, port, path, make }) => serve(name, path, make, firstPort === 0 ? 0 : firstPort + port - FIRST_PORT, beforeAnswer)),
  )
  return { fakes: started.map(({ name, baseUrl, fake }) => ({ name, baseUrl, fake })), stop: () => started.forEach(({ stop }) => stop()) }
}

/** Starts one fake as a server. `path` is the part of its base URL after the host. Port 0 means a free port. */
export async function serve(
  name: string,
  path: string,
  make: (options: FakeOptions) => FakeProvider,
  wantedPort = 0,
  beforeAnswer: () => Promise<void> = async () => {},
): Promise<RunningFake & { stop(): void }> {
  let fake: FakeProvider | null = null
  const server = createServer((incoming, outgoing) => {
    const answer = async () => {
      const chunks: Buffer[] = []
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      const init: RequestInit = { method: incoming.method ?? 'GET', headers: incoming.headers as Record<string, string> }
      if (body.byteLength > 0) init.body = body
      const url = `http://${incoming.headers.host}${incoming.url}`
      const response =
        incoming.url === '/__fault'
          ? setFault(fake!, body.toString())
          : incoming.url === '/__log'
            ? logOf(fake!)
            : await fake!.fetch(url, init)
      await beforeAnswer()
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      // Sends the headers immediately. Otherwise they would wait for the first byte of the body, which some faults never send.
      outgoing.flushHeaders()
      for await (const chunk of response.body ?? [])
        if (!outgoing.write(chunk)) await new Promise((resolve) => outgoing.once('drain', resolve))
      outgoing.end()
    }
    // For some faults, the fake throws an error. The server then breaks the connection.
    answer().catch(() => outgoing.destroy())
  })
  // By default, Node closes a connection that is idle for 5 s. A paid call that is sent at that moment would fail as a broken connection,
  // so connections stay open for longer.
  server.keepAliveTimeout = 10 * 60_000
  await new Promise<void>((resolve) => server.listen(wantedPort, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : wantedPort}`
  fake = make({ origin })
  return { name, baseUrl: `${origin}${path}`, fake, stop: () => server.close() }
}

function setFault(fake: FakeProvider, text: string): Response {
  const fault = JSON.parse(text === '' ? '{}' : text) as Partial<Fault> & { refuses?: boolean }
  fake.refuses = fault.refuses === true
  fake.fault = fault.name === undefined ? null : (fault as Fault)
  return Response.json({ fault: fake.fault, refuses: fake.refuses })
}

function logOf(fake: FakeProvider): Response {
  return Response.json(fake.requests.map(({ call, method, url, json }) => ({ call, method, path: url.pathname, json })))
}

if (import.meta.filename === process.argv[1]) {
  const { fakes } = await serveFakes(Number(process.argv[2] ?? FIRST_PORT))
  for (const { name, baseUrl } of fakes) console.log(`${name.padEnd(18)} ${baseUrl}`)
  console.log('Every key is accepted. Ctrl-C ends it; start it again after you have changed a fake.')
}
