// Ends the process with a message if this Node is too old to run TypeScript. Such a Node refuses a script that contains or imports
// TypeScript, even before the script's first line runs. So package.json loads this file before each such script:
// `node --import ./scripts/local/typescript.mjs`.
import './node-version.mjs'
import './quiet-pipe.mjs'

if (!process.features.typescript) {
  console.error(
    'Node ' +
      process.versions.node +
      ' cannot run TypeScript. Run "npm ci": it installs a newer Node, which "npm run" then uses. Or install Node 24 (https://nodejs.org).',
  )
  process.exit(1)
}
