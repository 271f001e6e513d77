// Installs Python packages for tests and benches, once, into a folder in .local.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/local/paths.mjs'

const OLDEST = 11
const NEWEST = 14
const DEBIAN = 'On Debian and Ubuntu: apt-get install python3-venv. PYTHON=… names another Python.'
const NAMES = ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3', 'python']

/**
 * Installs the packages that the file `requirements` lists with versions and hashes, in the folder `name` below `.local`. Returns the path
 * of the Python interpreter, and the folder that `PYTHONPATH` must name.
 */
export function pythonWith(name, requirements) {
  const python = bestPython()
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex')
  const folder = installedOnce(name, python, hash, (empty) => {
    const pip = pipOf(python.path, join(empty, 'venv'))
    install(pip, ['--require-hashes', '--target', join(empty, 'packages'), '--requirement', requirements])
  })
  return { program: python.path, packages: join(folder, 'packages') }
}

/**
 * Installs `packages` in a virtual environment in the folder `name` below `.local`. Returns the folder of its programs, one of which is
 * `python`.
 */
export function virtualEnvironment(name, packages) {
  const python = bestPython()
  const programs = (folder) => join(folder, 'venv', 'bin')
  const folder = installedOnce(name, python, packages.join(' '), (empty) => {
    if (run(python.path, ['-m', 'venv', join(empty, 'venv')]).status !== 0) throw new Error(`${python.path} has no venv. ${DEBIAN}`)
    install(join(programs(empty), 'python'), packages)
  })
  return programs(folder)
}

/**
 * Returns the folder `name` below `.local` with the packages `wanted`. If an earlier call has filled the folder with these packages for the
 * same Python interpreter and version, the folder stays as it is. Otherwise empties the folder, and calls `fill` with it.
 */
function installedOnce(name, { path, version }, wanted, fill) {
  const folder = join(root, '.local', name)
  const stamp = join(folder, 'stamp')
  const content = `${path} ${version} ${wanted}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === content) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  console.log(`Installing what ${name} needs for Python ${version} (once)…`)
  fill(folder)
  writeFileSync(stamp, content)
  return folder
}

/** Installs packages from wheels only, because the installation of a wheel runs no script of the package. */
function install(python, args) {
  const common = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary', ':all:']
  const { status, stdout, stderr } = run(python, [...common, ...args])
  if (status !== 0) throw new Error(`${python} could not install ${args.join(' ')}:\n${stdout}${stderr}`)
}

/**
 * Returns a Python that has pip: `python` itself, or one in a new virtual environment. Debian's python3 has no pip. It can make virtual
 * environments only if the package python3-venv is installed.
 */
function pipOf(python, venv) {
  if (run(python, ['-m', 'pip', '--version']).status === 0) return python
  if (run(python, ['-m', 'venv', venv]).status === 0) return join(venv, 'bin', 'python')
  throw new Error(`${python} has neither pip nor venv. ${DEBIAN}`)
}

function bestPython() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')
  const ofPyenv = existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin', 'python3')) : []
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : [...NAMES, ...ofPyenv]
  const found = candidates.flatMap((name) => {
    const { status, stdout } = run(name, ['-c', 'import sys; print(*sys.version_info[:3], sys.executable)'])
    const [, major, minor, patch, path] = /^(\d+) (\d+) (\d+) (.+)$/m.exec(status === 0 ? stdout : '') ?? []
    const fits = Number(major) === 3 && Number(minor) >= OLDEST && Number(minor) <= NEWEST
    return fits ? [{ path, minor: Number(minor), version: `${major}.${minor}.${patch}` }] : []
  })
  found.sort((one, other) => other.minor - one.minor)
  if (found.length) return found[0]
  throw new Error(`Python 3.${OLDEST} to 3.${NEWEST} is needed; PYTHON=… names one. Looked at: ${candidates.join(', ')}.`)
}

function run(program, args) {
  return spawnSync(program, args, { encoding: 'utf8' })
}
