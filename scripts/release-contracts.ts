// `npm run release:contracts`: saves the current contracts under openapi/releases/<info.version>, for check:breaking to compare with. A
// release may be saved again until its tag v<version> exists; after that it never changes.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { releasesFolder, root, services, versionOf } from './release/releases.ts'

const bundles = services.map((service) => join(root, 'generated', service, 'openapi.json'))
const packageVersion = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
const versions = [packageVersion, ...bundles.map(versionOf)]
if (new Set(versions).size !== 1)
  throw new Error(
    `package.json, openapi/config.yaml and openapi/generation.yaml name different versions: ${versions.join(', ')}. Make them equal.`,
  )

const tags = execFileSync('git', ['tag', '--list', `v${packageVersion}`], { cwd: root, encoding: 'utf8' }).trim()
const folder = join(releasesFolder, packageVersion)
if (tags !== '' && existsSync(folder)) throw new Error(`${tags} is released. Raise the version before you keep the contracts again.`)
mkdirSync(folder, { recursive: true })
for (const [index, service] of services.entries()) copyFileSync(bundles[index]!, join(folder, `${service}.json`))
console.log(`kept openapi/releases/${packageVersion}`)
