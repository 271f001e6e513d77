// All commands of `cma`, and how a command is found by the words that the user has typed, such as `keys list`.
import { type Command, type CommandGroup, groupHelp } from './command.ts'
import { cancel } from './commands/cancel.ts'
import { edit } from './commands/edit.ts'
import { exportGenerations, exportLogs, exportUsage } from './commands/export.ts'
import { generate } from './commands/generate.ts'
import { get } from './commands/get.ts'
import { listInstances, showInstance } from './commands/instances.ts'
import { createKey, listKeys, revokeKey, rotateKey } from './commands/keys.ts'
import { limits } from './commands/limits.ts'
import { login, logout } from './commands/login.ts'
import { ls } from './commands/ls.ts'
import { mcp } from './commands/mcp.ts'
import { models } from './commands/models.ts'
import { quote } from './commands/quote.ts'
import { usage } from './commands/usage.ts'
import { listen } from './commands/webhooks.ts'
import { UsageError } from './errors.ts'

export const COMMANDS: Record<string, Command | CommandGroup> = {
  login,
  logout,
  generate,
  edit,
  quote,
  models,
  ls,
  get,
  cancel,
  usage,
  limits,
  keys: {
    summary: 'Lists, creates, rotates and revokes keys',
    commands: { list: listKeys, create: createKey, rotate: rotateKey, revoke: revokeKey },
  },
  instances: { summary: 'Lists and shows instances', commands: { list: listInstances, show: showInstance } },
  export: {
    summary: 'Saves generations, the request log and usage before retention deletes them',
    commands: { generations: exportGenerations, logs: exportLogs, usage: exportUsage },
  },
  webhooks: { summary: 'Shows and forwards the events of generations', commands: { listen } },
  mcp,
}
const SUMMARY = 'cma makes pictures with the Cloudflare Multi-Agent System, and shows what they cost.'

export interface Found {
  path: string
  command: Command
  words: string[]
}

/**
 * Returns the command that the words name. Returns the help to print if the words name only a group, or if there are no words. Throws
 * UsageError if a word names no command, or if an option is before the command; only --help may be there.
 */
export function findCommand(words: string[]): Found | string {
  let commands = COMMANDS
  let path = 'cma'
  let summary = SUMMARY
  for (const [at, word] of words.entries()) {
    if (word.startsWith('-')) {
      if (words.includes('--help') || words.includes('-h')) break
      throw new UsageError(`Write ${word} after the command: ${path} <command> ${word}.`)
    }
    const found = Object.hasOwn(commands, word) ? commands[word]! : null
    if (found === null) throw new UsageError(`There is no command "${path} ${word}". ${path} --help lists all.`)
    path = `${path} ${word}`
    if ('run' in found) return { path, command: found, words: words.slice(at + 1) }
    commands = found.commands
    summary = found.summary
  }
  return groupHelp(
    path,
    summary,
    Object.entries(commands).map(([name, { summary: what }]) => [name, what]),
  )
}
