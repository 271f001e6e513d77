import type { FieldError } from './errors.ts'

/**
 * Returns the `detail` of a problem: one sentence about the first fault of a request, and one with the number of further faults. Returns
 * null without faults. Many programs print only the `detail`, so it must name the field.
 */
export function faultSentence([first, ...more]: readonly FieldError[]): string | null {
  if (first === undefined) return null
  const { pointer, message } = first
  // A message that begins with a capital letter is a sentence of its own, so a colon separates it from the name of the field.
  const sentence = `${subjectOf(pointer)}${/^\p{Lu}/u.test(message) ? ':' : ''} ${message}`
  const whole = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
  if (more.length === 0) return whole
  return `${whole} ${more.length === 1 ? 'One more fault is' : `${more.length} more faults are`} in \`errors\`.`
}

/** `/body/inputs/0/role` → `inputs[0].role`. */
export function nameOf(pointer: string): string {
  const steps = pointer.replace(/^\/[^/]+\//, '').split('/')
  return steps
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((name, step) => (/^\d+$/.test(step) ? `${name}[${step}]` : `${name}.${step}`))
}

const PARTS: Record<string, string> = { header: 'The header ', query: 'The query parameter ', path: 'The path parameter ' }

function subjectOf(pointer: string): string {
  const [, part = 'body', ...steps] = pointer.split('/')
  return steps.length === 0 ? `The ${part}` : `${PARTS[part] ?? ''}\`${nameOf(pointer)}\``
}
