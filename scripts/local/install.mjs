// Installs node_modules and the API explorer's script, builds the panel and the guide, and creates the local secrets. A step that is
// already done does nothing.
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isGuideBuilt } from './guide.mjs'
import { withLock } from './lock.mjs'
import { isPanelBuilt } from './panel.mjs'
import { children, installLock, node, root, secretsFile } from './paths.mjs'

/** Runs a command to its end; its output is shown only if it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, env: children, encoding: 'utf8', maxBuffer: 64 << 20, ...options })
  if (result.status !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} failed${result.error ? `: ${result.error.message}` : ''}\n${result.stdout ?? ''}${result.stderr ?? ''}`,
    )
  }
  return result.stdout
}

/**
 * Runs npm. If the path of npm's script is known, Node runs the script. Otherwise the command `npm` is run; on Windows this is a batch
 * file, which can only be started through a shell.
 */
function npm(args, options = {}) {
  const script = process.env.npm_execpath
  if (script && /\.c?js$/.test(script)) return run(process.execPath, [script, ...args], options)
  return run('npm', args, { shell: process.platform === 'win32', ...options })
}

/**
 * Installs the packages, and fetches and builds all files that the platform serves. If another command is already doing this, waits until
 * that command has finished.
 */
export function installAndBuild() {
  return withLock(installLock, async () => {
    await installPackages()
    installScalar()
    buildPanel()
    buildGuide()
  })
}

/** Installs the packages if they are missing or older than package-lock.json. */
export async function installPackages() {
  await withLock(installLock, () => {
    if (arePackagesInstalled()) return
    console.error('Installing packages (once)…')
    npm(['ci', '--no-audit', '--no-fund'])
  })
  requireNode(node)
}

/** npm writes the hidden lock file in node_modules last, so the time of that file is the time of the last install. */
function arePackagesInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

/**
 * Throws if `file`, the program of Node, is missing. The package `node` downloads the program in an install script, which npm skips if
 * `ignore-scripts=true` is set.
 */
export function requireNode(file) {
  if (existsSync(file)) return
  throw new Error(
    `${file} is missing: the packages were installed without their install scripts (npm's setting ignore-scripts).
The package "node" needs its script, as it brings the Node that everything here runs on. Run it for this package alone:

  npm rebuild node --ignore-scripts=false

then the same command again.`,
  )
}

// The API explorer is one file of 4 MB in a package with 287 MB of dependencies, so only that file is extracted.
const SCALAR = {
  package: '@scalar/api-reference@1.72.1',
  tarball: 'XpEJ0rfc/cXbCrR+iC4kK0o/WwX2dTtGQbT049OlPKAHD6IMIFdTeGz2r+M27P2EDWKyUITRm/NzlP8z2pw/Ow==',
  entry: 'package/dist/browser/standalone.js',
  target: join(root, 'public', 'scalar', 'standalone.js'),
}

/**
 * Fetches the script of the API explorer. Without a network everything except /docs works, so a failure is reported and does not stop
 * anything. Returns whether the script is there.
 */
export function installScalar({ target = SCALAR.target, registry } = {}) {
  if (existsSync(target)) return true
  console.error('Fetching the API explorer (once)…')
  try {
    fetchScalar(target, registry)
    return true
  } catch (error) {
    console.warn(
      `The API explorer's script could not be fetched, so /docs will say that it is missing; everything else works. The next npm start tries again.\n${firstLines(error.message)}`,
    )
    return false
  }
}

function firstLines(text) {
  return text.split('\n').slice(0, 4).join('\n')
}

function fetchScalar(target, registry) {
  const folder = mkdtempSync(join(tmpdir(), 'scalar-'))
  try {
    // By default, npm tries three times. Without a network, that takes 90 s without any output. With these options, npm tries only once,
    // for at most 20 s.
    const patience = ['--fetch-retries=0', '--fetch-timeout=20000', ...(registry === undefined ? [] : [`--registry=${registry}`])]
    const name = JSON.parse(npm(['pack', SCALAR.package, '--json', '--pack-destination', folder, ...patience], { timeout: 60_000 }))
    const packed = Array.isArray(name) ? name[0] : Object.values(name)[0]
    const tarball = readFileSync(join(folder, packed.filename))
    const digest = createHash('sha512').update(tarball).digest('base64')
    if (digest !== SCALAR.tarball) throw new Error(`${SCALAR.package} is not the file that was reviewed (sha512 ${digest})`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(`${target}.part`, fileOfTar(gunzipSync(tarball), SCALAR.entry))
    renameSync(`${target}.part`, target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Builds the panel's files if its sources have changed. */
function buildPanel() {
  if (isPanelBuilt()) return
  console.error('Building the panel…')
  run(node, [join(root, 'scripts', 'panel-build.mjs')])
}

/** Builds the guide's pages if the docs have changed. */
export function buildGuide() {
  if (isGuideBuilt()) return
  console.error('Building the guide…')
  run(node, [join(root, 'scripts', 'guide-build.mjs')])
}

/**
 * Returns the content of the file `wanted` in a tar archive. Each file in the archive has a header of 512 bytes with its name, its size in
 * octal digits and, in the format ustar, a prefix of its name.
 */
function fileOfTar(tar, wanted) {
  const text = (from, length) => tar.toString('latin1', from, from + length).replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= tar.length;) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8)
    const prefix = text(at + 345, 155)
    const name = (prefix ? `${prefix}/` : '') + text(at, 100)
    if (name === wanted) return tar.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`${wanted} is not in the package`)
}

/** Creates the local secrets that do not exist yet. Git ignores their file, and only its owner can read it. */
export function createSecrets() {
  const existing = existsSync(secretsFile) ? readFileSync(secretsFile, 'utf8') : ''
  const present = new Set([...existing.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]))
  const key = () => randomBytes(32).toString('base64')
  const wanted = {
    SETUP_TOKEN: randomBytes(24).toString('base64url'),
    KEY_PEPPERS: JSON.stringify({ 1: key() }),
    KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: key() }),
    LINK_SIGNING_KEYS: JSON.stringify({ 1: key() }),
    SESSION_KEY: key(),
    CALLBACK_SIGNING_KEY: key(),
    ENVIRONMENT: 'development',
    VALIDATE_RESPONSES: 'true',
    ALLOW_PRIVATE_ADDRESSES: 'true',
  }
  const missing = Object.entries(wanted).filter(([name]) => !present.has(name))
  if (!missing.length) return
  const lines = missing.map(([name, value]) => `${name}='${value}'`).join('\n')
  writeFileSync(secretsFile, `${existing}${existing && !existing.endsWith('\n') ? '\n' : ''}${lines}\n`, { mode: 0o600 })
  console.log(
    existing ? `Added ${missing.map(([name]) => name).join(', ')} to .dev.vars.` : 'Created local secrets in .dev.vars (git-ignored).',
  )
}

/** Returns a local secret; undefined if it, or the whole file, does not exist. */
export function readSecret(name) {
  if (!existsSync(secretsFile)) return undefined
  return new RegExp(`^${name}='?(.*?)'?$`, 'm').exec(readFileSync(secretsFile, 'utf8'))?.[1]
}
