// Determines which values of a request a template can send: those that have a placeholder in the template. A value without a placeholder
// would not reach the server. Pure.
import { NOTHING, type Part } from '../carried.ts'
import type { Json } from '../../shared/json.ts'
import type { Carried, InputRole, NotCarried, Operation, Parameter } from '../provider.ts'
import { definitionFor, type Requests } from './operation.ts'
import { type EachForm, eachIn, MASK_PLACEHOLDERS, placeholdersIn, usesIn, WHOLE_PICTURES } from './template.ts'
import type { ModelDefinition } from './wire.ts'

const PARAMETERS: readonly Parameter[] = ['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression']
const PROMPTED: readonly Operation[] = ['generate', 'edit', 'inpaint', 'remix', 'replace_background']

export function templateCarries(definition: Requests, operation: Operation): Carried | NotCarried {
  const { request, response } = definitionFor(definition, operation)
  const asked = new Set(placeholdersIn(request.body, operation))
  const inputs = inputsOf(request.body, operation)
  if (operation === 'describe' && response.texts === undefined)
    return { why: 'describe answers a text, and only pictures are read out of an answer: add response.texts, or leave it out' }
  if (operation !== 'describe' && response.images === undefined && response.kind !== 'bytes')
    return { why: `${operation} answers pictures: add response.images, or leave it out` }
  if (PROMPTED.includes(operation) && !asked.has('prompt'))
    return { why: `${operation} needs a prompt: put {{prompt}} into the request’s body, or leave ${operation} out` }
  if (operation !== 'generate' && inputs.max === 0)
    return {
      why: `${operation} needs a picture: put {{image_address}} or {{image_base64}} into the request’s body, or leave ${operation} out`,
    }
  const takesMask = MASK_PLACEHOLDERS.some((name) => asked.has(name))
  if (operation === 'inpaint' && !takesMask)
    return { why: 'inpaint needs a mask: put {{mask_base64}} into the request’s body, or leave inpaint out' }
  return {
    ...NOTHING,
    prompt: asked.has('prompt'),
    parameters: PARAMETERS.filter((name) => asked.has(name)),
    size: [
      ...(asked.has('size') || (asked.has('width') && asked.has('height')) ? (['pixels'] as const) : []),
      ...(asked.has('aspect_ratio') ? (['ratio'] as const) : []),
      ...(asked.has('resolution') ? (['resolution'] as const) : []),
    ],
    many: asked.has('n'),
    format: asked.has('format'),
    quality: asked.has('quality'),
    style: asked.has('style'),
    backgrounds: asked.has('background') ? ['auto', 'opaque', 'transparent'] : [],
    inputs,
    mask: takesMask && (operation === 'edit' || operation === 'inpaint'),
  }
}

const MOST_INPUTS = 16
const ALL_ROLES: readonly InputRole[] = ['image', 'reference', 'style', 'character']

/**
 * Returns the roles of the input pictures that a template can send, and the maximum number of pictures.
 * - `$each` and `$input` send the pictures whose roles they name. If they name no roles, they send pictures with any role.
 * - A picture placeholder outside of `$each` and `$input` sends only one picture: the picture to edit.
 * - `generate` has no picture to edit, so the role `image` is not possible. A picture placeholder outside of `$each` and `$input` then
 *   sends a picture with another role.
 */
function inputsOf(body: Json, operation: Operation): Carried['inputs'] {
  const uses = usesIn(body, operation)
  const single = uses.some(({ name, each }) => each === null && WHOLE_PICTURES.includes(name))
  const lists = eachIn(body, operation)
  if (lists.length === 0)
    return single ? { max: 1, roles: operation === 'generate' ? ['reference', 'style', 'character'] : ['image'] } : { max: 0, roles: [] }
  const possible = operation === 'generate' ? ALL_ROLES.filter((role) => role !== 'image') : ALL_ROLES
  const mostOf = ({ skip, take }: EachForm) => (take === null ? MOST_INPUTS : Math.min(skip + take, MOST_INPUTS))
  const maxByRole: Partial<Record<InputRole, number>> = {}
  for (const role of possible) {
    const most = Math.max(0, ...lists.filter(({ roles }) => roles === null || roles.includes(role)).map(mostOf))
    const own = single && role === (operation === 'generate' ? 'reference' : 'image') ? Math.max(1, most) : most
    if (own > 0) maxByRole[role] = own
  }
  const roles = possible.filter((role) => maxByRole[role] !== undefined)
  const max = Math.min(MOST_INPUTS, lists.some(({ roles: own }) => own === null) ? Math.max(...lists.map(mostOf)) : sumOf(maxByRole))
  const weighted = uses.some(({ name }) => name === 'image_weight')
  return { max, roles, maxByRole, ...(weighted ? { weights: roles } : {}) }
}

function sumOf(counts: Partial<Record<InputRole, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/**
 * Two operations may have the same request template. If the template's body lacks `{{operation}}`, the provider's server can recognize only
 * `generate`, by the missing picture, and `inpaint`, by the mask. Returns a fault for each other operation that the server cannot
 * distinguish from the first one with the same template. The pointers in the faults lead into the definition of a model.
 */
export function indistinct(definition: Requests, { operations }: Pick<ModelDefinition, 'operations'>): { path: string; message: string }[] {
  // An edit and a remix may have the same request, because the prompt itself can say which of the two is wanted. A prompt cannot tell other
  // operations apart.
  const alike = (operation: Operation) => (operation === 'remix' ? 'edit' : operation)
  const needsNoInput = (operation: Operation) => operation === 'generate' || operation === 'inpaint'
  const requestOf = (operation: Operation) => definitionFor(definition, operation).request
  return operations.flatMap((operation, index) => {
    const { body } = requestOf(operation)
    if (needsNoInput(operation) || placeholdersIn(body).includes('operation')) return []
    const first = operations.find((each) => !needsNoInput(each) && requestOf(each) === requestOf(operation))
    return first === undefined || alike(operation) === alike(first)
      ? []
      : [
          {
            path: `/operations/${index}`,
            message: `${operation} would be sent as ${first} is: put {{operation}} into the request’s body, give it a request in by_operation, or leave it out`,
          },
        ]
  })
}

/**
 * Returns advice for a model that offers `part` although its template cannot send this part of a request. The advice says how to change
 * the template or the model.
 */
export function remedyOfTemplate(part: Part): string {
  const into = (placeholders: string, instead: string) => `the request’s body has no ${placeholders}: put it there, or ${instead}`
  switch (part.kind) {
    case 'prompt':
      return into('{{prompt}}', 'set max_prompt_length to 0')
    case 'size':
      return into('{{size}}, {{width}} and {{height}}, or {{aspect_ratio}} and {{resolution}}, as this needs', 'offer one size')
    case 'many':
      return into('{{n}}', 'set max_images to 1')
    case 'format':
      return into('{{format}}', 'name the one format that comes')
    case 'quality':
      return into('{{quality}}', 'leave qualities out')
    case 'style':
      return into('{{style}}', 'leave styles out')
    case 'background':
      return into('{{background}}', 'leave backgrounds out')
    case 'mask':
      return into('{{mask_base64}} for edit or inpaint', 'leave mask out')
    case 'inputs':
      return '{{image_address}} and {{image_base64}} have room for one picture: use $each for more, set max to 1, or leave inputs out'
    case 'role':
      return `no operation of this model takes a picture as ${part.name}: leave it out`
    case 'parameter':
      return into(`{{${part.name}}}`, `leave ${part.name} out`)
  }
}
