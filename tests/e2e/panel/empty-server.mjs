// Runs the server of `npm start`, but does not set the platform up. panel.mjs passes this script to tests/support/server.mjs.
//
// After panel.mjs has killed this server, it starts the script again with AGAIN=1. Everything is still installed and built from the first
// time. So the script skips installing and building, which take longer than the start itself.
import { writeFileSync } from 'node:fs'
import { credentialsFile, localPort } from '../../../scripts/local/paths.mjs'
import { prepare, serve } from '../../../scripts/local/server.mjs'

const isAgain = process.env.AGAIN === '1'
let server = null
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, async () => {
    await server?.stop()
    process.exit(0)
  })
if (!isAgain) await prepare()
const { baseUrl, exit } = await serve(localPort(), {
  onStarted: (started) => (server = started),
  onOutput: (chunk) => process.stderr.write(chunk),
})
if (!isAgain) writeFileSync(credentialsFile, JSON.stringify({ base_url: baseUrl }))
console.log('Ctrl-C stops it')
await exit
