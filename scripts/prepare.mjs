// Installs what is missing, so that `npm test` works in a clean clone. Plain JavaScript without dependencies, because it runs before
// anything is installed.
import './local/node-version.mjs'
import { installAndBuild } from './local/install.mjs'

await installAndBuild()
