// The aliases of one model as a text with commas, as the user types them into the panel.
import type { components } from '../../../../generated/config/types.ts'

type Alias = components['schemas']['ModelAlias']

const MOST_CHARACTERS = 100
/** An alias must match the pattern for the id of a model. This is a copy of the pattern in the API's contract. */
const FORM = /^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/
/** The pattern in words, as the panel shows it at the field. */
export const ALIAS_RULE = 'Letters, digits and . _ : / @ - without spaces.'

export const aliasesOf = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/**
 * Returns a message about the first alias that cannot be saved. Returns true if all aliases can be saved. `others` are the aliases of other
 * models.
 */
export function checkAliases(text: string, others: readonly Alias[]): string | true {
  const names = aliasesOf(text)
  for (const [index, name] of names.entries()) {
    if (/\s/.test(name)) return `“${name}” has a space. Write a hyphen instead, or a comma between two names.`
    if (!FORM.test(name))
      return `“${name}” cannot be a name: it may have letters, digits and . _ : / @ - and begins with a letter, a digit or @.`
    if (name.length > MOST_CHARACTERS) return `“${name.slice(0, 20)}…” is too long: at most ${MOST_CHARACTERS} characters.`
    if (names.indexOf(name) < index) return `“${name}” is here twice.`
    const other = others.find(({ alias }) => alias === name)
    if (other !== undefined) return `“${name}” is an alias of ${other.model}. Take it away there first.`
  }
  return true
}
