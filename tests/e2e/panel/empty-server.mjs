// A platform that is not set up yet: the server of `npm start` without its first run. tests/support/server.mjs uses it.
import { writeFileSync } from 'node:fs'
import { credentialsFile, localPort } from '../../../scripts/local/paths.mjs'
import { prepare, serve } from '../../../scripts/local/server.mjs'

let server = null
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, async () => {
    await server?.stop()
    process.exit(0)
  })
prepare()
const { baseUrl, exit } = await serve(localPort(), {
  onStarted: (started) => (server = started),
  onOutput: (chunk) => process.stderr.write(chunk),
})
writeFileSync(credentialsFile, JSON.stringify({ base_url: baseUrl }))
console.log('Ctrl-C stops it')
await exit
