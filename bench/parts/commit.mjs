// Checks out earlier commits, so that the platform can be compared with them.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Puts the files of a commit into a folder of their own, with the packages of the current checkout. */
export function checkedOut(commit) {
  const folder = join(root, '.wrangler/bench', `commit-${commit}`)
  if (existsSync(join(folder, 'node_modules'))) return folder
  mkdirSync(folder, { recursive: true })
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 30 })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  if (!existsSync(join(folder, 'public'))) symlinkSync(join(root, 'public'), join(folder, 'public'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
