// Sets the messages that zod reports for an invalid value. The response to the caller shows each message with a pointer to the value.
// Import this file where zod's messages are used. Without it they read like `Too small: expected number to be >=0`.
import { z } from 'zod'
import { counted } from './counted.ts'

type Issue = z.core.$ZodRawIssue

/** The maximum number of allowed values that a message lists. */
const MOST_VALUES = 30
const LONGEST_PATTERN = 60

z.config({ customError: wordsOf })

function wordsOf(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      // The message for a missing value stays as it is, because problem.ts recognizes a missing value by zod's own message.
      if (issue.input === undefined) return undefined
      if (issue.expected === 'int' && typeof issue.input === 'number') return 'must be a whole number'
      return `must be ${kindOf(String(issue.expected))}, not ${kindOf(typeOf(issue.input))}`
    case 'invalid_value':
      return `must be ${listOf(issue.values as unknown[])}`
    case 'too_small':
      return boundWords(issue, Number(issue.minimum), issue.inclusive === false ? 'more than' : 'at least')
    case 'too_big':
      return boundWords(issue, Number(issue.maximum), issue.inclusive === false ? 'less than' : 'at most')
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    case 'invalid_format':
      if (issue.format === 'email') return 'must be an e-mail address'
      if (issue.format === 'datetime') return 'must be a date with a time of day and a zone, such as 2026-11-29T00:00:00Z'
      if (issue.format === 'url') return 'must be a whole address, such as https://example.com/path'
      return issue.format === 'regex' ? patternWords(issue.pattern) : undefined
    default:
      return undefined
  }
}

function boundWords({ origin }: Issue, bound: number, relation: string): string {
  switch (origin) {
    case 'string':
      return `must have ${relation} ${counted(bound, 'character')}`
    case 'array':
    case 'set':
      return `must have ${relation} ${counted(bound, 'item')}`
    case 'object':
    case 'map':
      return `must have ${relation} ${counted(bound, 'field')}`
    default:
      return `must be ${relation} ${bound}`
  }
}

function kindOf(type: string): string {
  switch (type) {
    case 'null':
      return 'null'
    case 'int':
      return 'a whole number'
    case 'array':
    case 'object':
      return `an ${type}`
    case 'record':
      return 'an object'
    case 'nan':
      return 'a number'
    case 'date':
      return 'a date'
    default:
      return `a ${type}`
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function listOf(values: unknown[]): string {
  const shown = values.slice(0, MOST_VALUES).map((value) => JSON.stringify(value))
  if (shown.length === 1) return shown[0]!
  const more = values.length > MOST_VALUES ? `, or one of ${values.length - MOST_VALUES} others` : ''
  return `one of ${shown.join(', ')}${more}`
}

/** For some patterns of the contract: a message that is easier to understand than the pattern and is shown instead. */
const PATTERN_WORDS: Record<string, string> = {
  '^https?://': 'must begin with https:// or http://',
  '\\S': 'must have a character that is not a space',
}

/**
 * Describes the pattern that a text must match. Zod writes it as `/…/u`; the contract and JSON Schema have only the part between the
 * slashes. A long pattern would help nobody, so it is not shown.
 */
function patternWords(pattern: unknown): string {
  const text = String(pattern)
    .replace(/^\/(.*)\/[a-z]*$/s, '$1')
    .replaceAll('\\/', '/')
  const said = PATTERN_WORDS[text]
  if (said !== undefined) return said
  return text.length > LONGEST_PATTERN ? 'does not have the form that the contract describes' : `must match the pattern ${text}`
}
