// `npm start`: from a clean clone to a running server. The work is in local/start.mjs, which is loaded after the Node version was checked.
import './local/node-version.mjs'

import('./local/start.mjs').catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
