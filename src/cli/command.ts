// All commands share this file: the type of a command, and the functions that read options. citty parses the words and prints the usage.
// This file refuses options that are unknown, repeated or incomplete, because a mistyped option must not spend money.
import { stripVTControlCharacters } from 'node:util'
import { type ArgDef, type ArgsDef, parseArgs, type ParsedArgs, renderUsage } from 'citty'
import type { Context } from './context.ts'
import { UsageError } from './errors.ts'

export interface Command {
  summary: string
  args: ArgsDef
  /** Each example is a command line without `cma`, and a description. */
  examples: [string, string][]
  /** Whether the command accepts more positional words than those in `args`. */
  variadic?: boolean
  run(args: ParsedArgs, context: Context): Promise<void>
}

export interface CommandGroup {
  summary: string
  commands: Record<string, Command>
}

/** Options of every command. */
export const COMMON = {
  json: { type: 'boolean', description: 'Print JSON on stdout, and errors as one line of JSON on stderr' },
  quiet: { type: 'boolean', alias: 'q', description: 'Print only data and errors' },
  profile: { type: 'string', valueHint: 'name', description: 'The saved login to use (CMA_PROFILE)' },
  project: { type: 'string', valueHint: 'proj_…', description: 'The project to act in, for keys of users (CMA_PROJECT)' },
} as const satisfies ArgsDef

export function command<const Args extends ArgsDef>(one: {
  summary: string
  args: Args
  examples: [string, string][]
  variadic?: boolean
  run(args: ParsedArgs<Args & typeof COMMON>, context: Context): Promise<void>
}): Command {
  return { ...one, args: { ...one.args, ...COMMON } } as unknown as Command
}

export function parse(words: string[], { args, variadic = false }: Command): ParsedArgs {
  checkWords(words, args, variadic)
  try {
    return parseArgs(words, args)
  } catch (error) {
    const missing = /positional argument: (\w+)/.exec((error as Error).message)?.[1]
    throw new UsageError(missing === undefined ? stripVTControlCharacters((error as Error).message) : `<${missing}> is missing.`)
  }
}

function checkWords(words: string[], args: ArgsDef, variadic: boolean): void {
  const seen = new Set<string>()
  let positionals = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--') {
      positionals += words.length - at - 1
      break
    }
    if (!word.startsWith('-') || word === '-') {
      positionals++
      continue
    }
    const { name, definition, value } = optionOf(word, args)
    if (seen.has(name)) throw new UsageError(`--${name} is given twice.`)
    seen.add(name)
    if (definition.type === 'boolean') {
      if (value !== null) throw new UsageError(`--${name} takes no value.`)
      continue
    }
    const given = value ?? words[++at]
    if (given === undefined || given === '') throw new UsageError(`--${name} needs a value.`)
    if (value === null && given.startsWith('--'))
      throw new UsageError(`--${name} needs a value. If it is "${given}", write --${name}=${given}.`)
  }
  const most = Object.values(args).filter(({ type }) => type === 'positional').length
  if (positionals > most && !variadic)
    throw new UsageError(`There are ${positionals} words without an option; this command takes ${most}. Put a text with spaces in quotes.`)
}

function optionOf(word: string, args: ArgsDef): { name: string; definition: ArgDef; value: string | null } {
  const options = Object.entries(args).filter(([, { type }]) => type !== 'positional')
  if (!word.startsWith('--')) {
    const found = options.find(([name, definition]) => name === word[1] || ('alias' in definition && definition.alias === word[1]))
    if (found === undefined) throw new UsageError(`There is no option -${word[1]}. A text that begins with a hyphen goes after "--".`)
    const [name, definition] = found
    if (definition.type === 'boolean' && word.length > 2) throw new UsageError(`Write -${word[1]} alone.`)
    return { name, definition, value: word.length > 2 ? word.slice(2) : null }
  }
  const [, wanted, value = null] = /^--([^=]*)(?:=([^]*))?$/.exec(word)!
  const found =
    options.find(([name]) => name === wanted) ?? options.find(([name, { type }]) => type === 'boolean' && `no-${name}` === wanted)
  if (found === undefined)
    throw new UsageError(
      `There is no option --${wanted}.${similar(
        wanted!,
        options.map(([name]) => name),
      )}`,
    )
  return { name: found[0], definition: found[1], value }
}

function similar(wanted: string, names: string[]): string {
  const close = names.find((name) => name.startsWith(wanted.slice(0, 3)) || distance(name, wanted) <= 2)
  return close === undefined ? '' : ` Did you mean --${close}?`
}

/** Returns how many letters must be added, removed or changed to turn one word into the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1]
    for (let column = 1; column <= other.length; column++)
      next.push(Math.min(row[column]! + 1, next[column - 1]! + 1, row[column - 1]! + (letter === other[column - 1] ? 0 : 1)))
    row = next
  }
  return row[other.length]!
}

export async function helpOf(path: string, { summary, args, examples }: Command): Promise<string> {
  const usage = stripVTControlCharacters(await renderUsage({ meta: { name: path, description: summary }, args }))
  const shown = examples.map(([line, what]) => `  # ${what}\n  ${line}`).join('\n')
  return `${usage.replaceAll(/ +$/gm, '').trimEnd()}\n\nEXAMPLES\n\n${shown}`
}

export function groupHelp(path: string, summary: string, commands: [string, string][]): string {
  const width = Math.max(...commands.map(([name]) => name.length))
  const lines = commands.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`).join('\n')
  return `${summary}\n\nUSAGE ${path} <command> [OPTIONS]\n\nCOMMANDS\n\n${lines}\n\n${path} <command> --help shows options and examples.`
}

/** Returns the value of an option that must be a whole number; undefined if the option is not given. */
export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--${name} must be a whole number, not "${text}".`)
  return Number(text)
}

export function decimal(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}(\.\d{1,15})?$/.test(text)) throw new UsageError(`--${name} must be a number, not "${text}".`)
  return Number(text)
}

/** Returns an option in US dollars as micro-USD; undefined if the option is not given. */
export function micros(name: string, text: string | undefined): number | undefined {
  const amount = decimal(name, text?.replace(/^\$/, ''))
  return amount === undefined ? undefined : Math.round(amount * 1_000_000)
}

export function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

/** Returns an option that must be one of `words`; undefined if the option is not given. */
export function choice<const Word extends string>(name: string, text: string | undefined, words: readonly Word[]): Word | undefined {
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (found === undefined) throw new UsageError(`--${name} must be one of ${words.join(', ')}; it is "${text}".`)
  return found
}

/** Returns an option that is a date, or a time in RFC 3339; undefined if the option is not given. */
export function moment(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const at = Date.parse(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(at))
    throw new UsageError(`--${name} must be a date such as 2026-11-28 or 2026-11-28T09:30:00Z, not "${text}".`)
  return new Date(at).toISOString()
}

/** Returns the id if it has the form of this kind of id, otherwise throws. So no other text becomes a part of a URL. */
export function idOf(kind: string, text: string): string {
  if (!new RegExp(`^${kind}_[0-9A-Z]{26}$`).test(text))
    throw new UsageError(`"${text}" is not an id of this kind: it begins with ${kind}_ and has 26 letters and digits after it.`)
  return text
}
