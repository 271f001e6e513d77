// `npm start`: from a clean clone to a running server. local/start.mjs does the work; it is loaded after the version of Node was checked.
import './local/node-version.mjs'

import('./local/start.mjs').catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
