// Installs what is missing, so that `npm test` works in a clean clone. Plain JavaScript without dependencies, because it runs before
// anything is installed.
import './local/node-version.mjs'
import { buildGuide, buildPanel, installPackages, installScalar } from './local/install.mjs'

installPackages()
installScalar()
buildPanel()
buildGuide()
