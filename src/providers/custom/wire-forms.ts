// Checks the forms of a template (`$each`, `$input`, `$if` and `$map`): their fields and the types of the fields. Pure.
import type { Json } from '../../shared/json.ts'
import { eachIn, type Form, formOf, MASK_PLACEHOLDERS, PLACEHOLDERS, WHOLE_PICTURES } from './template.ts'

/**
 * The maximum number of placeholders in a template. The number is limited because the value that replaces a placeholder can be long: up to
 * 100,000 characters for a prompt, and up to 27 million for a picture.
 */
export const MAX_PLACEHOLDERS = 60
const MAX_EACH = 16
const ROLES = ['image', 'reference', 'style', 'character']

export interface TemplateFault {
  path: (string | number)[]
  message: string
}

/** Returns the faults in the forms of a template. */
export function faultsOfForms(template: Json, path: string[] = []): TemplateFault[] {
  if (template === null || typeof template !== 'object') return []
  const own = Array.isArray(template) ? [] : faultsOfForm(template, path)
  if (own.length > 0) return own
  const inner = Object.entries(template).flatMap(([name, each]) => faultsOfForms(each, [...path, name]))
  return path.length === 0 && eachIn(template).length > MAX_EACH
    ? [...inner, { path, message: `has more than ${MAX_EACH} $each and $input` }]
    : inner
}

const MEMBERS: Record<Form['kind'] | 'input', readonly string[]> = {
  each: ['$each', 'roles', 'skip', 'take', 'item'],
  input: ['$input', 'roles', 'item'],
  if: ['$if', 'is', 'then', 'else'],
  map: ['$map', 'values', 'else'],
}

function faultsOfForm(object: { [name: string]: Json }, path: string[]): TemplateFault[] {
  const form = formOf(object)
  if (form === null) return []
  const kind = form.kind === 'each' && form.one ? 'input' : form.kind
  const name = `$${kind}`
  const fault = (member: string, message: string): TemplateFault => ({ path: [...path, member], message })
  const strangers = Object.keys(object).filter((each) => !MEMBERS[kind].includes(each))
  const found = strangers.map((each) => fault(each, `is not a member of ${name}, which has ${MEMBERS[kind].join(', ')}`))
  switch (form.kind) {
    case 'each':
      return [...found, ...faultsOfEach(object, kind === 'input', fault)]
    case 'if':
      return [...found, ...faultsOfIf(object, fault)]
    case 'map':
      return [...found, ...faultsOfMap(object, fault)]
  }
}

type FaultOf = (member: string, message: string) => TemplateFault
type FormObject = { [name: string]: Json }

function isCount(value: Json | undefined, least: number): boolean {
  return value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 16)
}

function faultsOfEach(object: FormObject, isInput: boolean, fault: FaultOf): TemplateFault[] {
  const faults: TemplateFault[] = []
  const { $input: position } = object
  if (isInput && !(typeof position === 'number' && Number.isInteger(position) && position >= 0 && position < 16))
    faults.push(fault('$input', 'must be 0 to 15: 0 is the first input'))
  if (!isInput && object['$each'] !== 'inputs') faults.push(fault('$each', 'must be "inputs"'))
  const { roles, skip, take, item } = object
  if (
    roles !== undefined &&
    !(Array.isArray(roles) && roles.length > 0 && roles.every((role) => (ROLES as readonly unknown[]).includes(role)))
  )
    faults.push(fault('roles', `must be a list of ${ROLES.join(', ')}`))
  if (!isCount(skip, 0)) faults.push(fault('skip', 'must be 0 to 16'))
  if (!isCount(take, 1)) faults.push(fault('take', 'must be 1 to 16'))
  if (item === undefined) faults.push(fault('item', 'is needed, the template of one input'))
  else if (eachIn(item).length > 0) faults.push(fault('item', 'must not have $each'))
  return faults
}

function faultsOfIf(object: FormObject, fault: FaultOf): TemplateFault[] {
  const faults: TemplateFault[] = []
  const known = (each: Json) =>
    typeof each === 'string' &&
    (PLACEHOLDERS.has(each) || each.startsWith('option.')) &&
    ![...WHOLE_PICTURES, ...MASK_PLACEHOLDERS].includes(each)
  const { $if: names, is } = object
  const list = Array.isArray(names) ? names : [names!]
  if (list.length === 0 || list.length > 10 || !list.every(known))
    faults.push(fault('$if', 'must be the name of a placeholder without braces, or a list of up to 10; for pictures use inputs or mask'))
  const plain = (each: Json) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean'
  if (is !== undefined && !(Array.isArray(is) && is.length > 0 && is.length <= 50 && is.every(plain)))
    faults.push(fault('is', 'must be a list of up to 50 texts, numbers or booleans'))
  if (object['then'] === undefined && object['else'] === undefined) faults.push(fault('then', 'is needed, or else'))
  return faults
}

function faultsOfMap(object: FormObject, fault: FaultOf): TemplateFault[] {
  const faults: TemplateFault[] = []
  const { $map: value, values } = object
  if (typeof value !== 'string') faults.push(fault('$map', 'must be a text with placeholders, such as "{{format}}"'))
  if (values === undefined || values === null || typeof values !== 'object' || Array.isArray(values))
    faults.push(fault('values', 'must be an object: what is to be sent for each value'))
  return faults
}
