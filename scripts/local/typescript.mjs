// For scripts that are written in TypeScript or import it. A Node that cannot run TypeScript refuses them before their first line, so
// package.json loads this file before them: `node --import ./scripts/local/typescript.mjs`.
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
