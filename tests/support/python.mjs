// Installs the Python packages that a test needs into a folder in .local. A requirements.txt sets their versions and hashes. Later runs use
// the same folder until this file or the Python changes.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/local/paths.mjs'

const OLDEST = 11
const NEWEST = 14
const NAMES = ['python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3', 'python']

/**
 * Installs the packages that the file `requirements` lists, in the folder `name` below `.local`. Returns the path of a Python program, and
 * the folder that `PYTHONPATH` must name.
 */
export function pythonWith(name, requirements) {
  const python = bestPython()
  const folder = join(root, '.local', name)
  const packages = join(folder, 'packages')
  const stamp = join(folder, 'stamp')
  const wanted = `${python.path} ${python.version} ${createHash('sha256').update(readFileSync(requirements)).digest('hex')}`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { program: python.path, packages }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  console.log(`Installing what ${name} needs for Python ${python.version} (once)…`)
  const install = ['install', '--quiet', '--disable-pip-version-check', '--no-input', '--require-hashes', '--only-binary', ':all:']
  const pip = pipOf(python.path, join(folder, 'venv'))
  const { status, stdout, stderr } = run(pip, ['-m', 'pip', ...install, '--target', packages, '--requirement', requirements])
  if (status !== 0) throw new Error(`${requirements} could not be installed with ${pip}:\n${stdout}${stderr}`)
  writeFileSync(stamp, wanted)
  return { program: python.path, packages }
}

/**
 * Returns a Python that has pip: `python` itself, or one in a new virtual environment. Debian's python3 has no pip. It can make virtual
 * environments only if the package python3-venv is installed.
 */
function pipOf(python, venv) {
  if (run(python, ['-m', 'pip', '--version']).status === 0) return python
  if (run(python, ['-m', 'venv', venv]).status === 0) return join(venv, 'bin', 'python')
  throw new Error(`${python} has neither pip nor venv. On Debian and Ubuntu: apt-get install python3-venv. PYTHON=… names another Python.`)
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
