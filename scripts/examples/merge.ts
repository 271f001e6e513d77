// Puts recorded responses into the text of a file of examples, and says how a recording has ended.
import { counted } from '../../src/shared/counted.ts'
import { parse, stringify } from 'yaml'
import { type LoggedError, newestErrors } from '../local/server-errors.mjs'

const HEAD = '# Answers of a local platform, by operation and status. Written by `npm run examples:record`.\n'

/** Returns whether an example belongs to an operation: `getKey200` belongs to `getKey`, but `getKeyUsage200` does not. */
export const isOf = (name: string, id: string): boolean => name.startsWith(id) && /^(\d{3}(Stream)?)?$/.test(name.slice(id.length))

export interface Merged {
  text: string
  /** The examples that are new or have changed. */
  written: string[]
  /** The examples that were recorded and are the same as before. */
  unchanged: string[]
  /** The examples that a run for all operations did not record. They stay, because the contract still refers to them. */
  kept: string[]
}

/**
 * Returns the new text of a file of examples. The examples are sorted by name.
 * @param only the operations whose examples may change; all if it is empty.
 */
export function mergedExamples(
  before: string,
  recorded: Record<string, unknown>,
  only: readonly string[],
  clean: (value: unknown) => unknown,
): Merged {
  const known: Record<string, unknown> = parse(before) ?? {}
  const kept = only.length > 0 ? [] : Object.keys(known).filter((name) => recorded[name] === undefined)
  const written: string[] = []
  const unchanged: string[] = []
  for (const [name, value] of Object.entries(recorded)) {
    if (value === undefined || (only.length > 0 && !only.some((id) => isOf(name, id)))) continue
    const example = { value: clean(value) }
    ;(textOf(known[name]) === textOf(example) ? unchanged : written).push(name)
    known[name] = example
  }
  const sorted = Object.fromEntries(Object.entries(known).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return { text: HEAD + textOf(sorted), written, unchanged, kept }
}

const textOf = (value: unknown) => stringify(value, { lineWidth: 140, aliasDuplicateObjects: false })

const failures = (faults: readonly string[]) => `${counted(faults.length, 'call')} failed`

/** Returns the newest errors that the platform has logged, as the end of a message. */
function errorsOf(logged: readonly LoggedError[]): string {
  const lines = newestErrors(logged)
  return lines === '' ? '' : `\nThe newest errors of the platform:\n${lines}`
}

/**
 * Returns the message that ends a recording in which calls failed. `faults` has a text for each failed call, `logged` the errors that the
 * platform has logged.
 */
export function lastWords(faults: readonly string[], logged: readonly LoggedError[]): string {
  const restarted = faults.some((fault) => fault.includes('restarted mid-request'))
    ? ' `Your worker restarted mid-request` means that a file of the project was saved meanwhile: save nothing until the recording ends.'
    : ''
  return `${failures(faults)}, see above. Answers that are listed as written are real, but may lack what these calls would have made. Record again.${restarted}${errorsOf(logged)}`
}

/** Returns the message about a recording that an error (`reason`) has stopped, often because an earlier call had failed. */
export function brokenOff(reason: unknown, faults: readonly string[], logged: readonly LoggedError[]): string {
  const earlier = faults.length === 0 ? '' : `\nBefore, ${failures(faults)}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`
  return `The recording broke off, so nothing was written: ${reason instanceof Error ? reason.message : String(reason)}.${earlier}${errorsOf(logged)}`
}
