// The saved releases of the contracts: openapi/releases/<version>/{config,generation}.json.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const services = ['config', 'generation'] as const
export const releasesFolder = join(root, 'openapi/releases')

export const versionOf = (contractFile: string): string =>
  (JSON.parse(readFileSync(contractFile, 'utf8')) as { info: { version: string } }).info.version

/** Returns the newest of the versions that have a folder inside `folder`; throws if there is none. */
export function latestRelease(folder: string): string {
  const versions = readdirSync(folder).filter((name) => /^\d+\.\d+\.\d+$/.test(name))
  const newest = versions.toSorted(compareVersions).at(-1)
  if (newest === undefined) throw new Error(`${folder} keeps no release. Run npm run release:contracts.`)
  return newest
}

function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]]
  const differing = a.findIndex((part, index) => part !== b[index])
  return differing === -1 ? 0 : a[differing]! - b[differing]!
}
