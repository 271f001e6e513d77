// The capabilities of a template: the values of its placeholders. A value without a placeholder would be lost. Pure.
import { NOTHING, type Part } from '../carried.ts'
import type { Carried, NotCarried, Operation, Parameter } from '../provider.ts'
import { placeholdersIn } from './template.ts'
import type { ModelDefinition, ProviderDefinition } from './wire.ts'

const PARAMETERS: readonly Parameter[] = ['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression']
const PROMPTED: readonly Operation[] = ['generate', 'edit', 'inpaint', 'remix', 'replace_background']

export function templateCarries({ request }: Pick<ProviderDefinition, 'request'>, operation: Operation): Carried | NotCarried {
  const asked = new Set(placeholdersIn(request.body))
  const takesPicture = asked.has('image_address') || asked.has('image_base64')
  if (operation === 'describe') return { why: 'describe answers a text, and only pictures are read out of an answer; leave it out' }
  if (PROMPTED.includes(operation) && !asked.has('prompt'))
    return { why: `${operation} needs a prompt: put {{prompt}} into the request’s body, or leave ${operation} out` }
  if (operation !== 'generate' && !takesPicture)
    return {
      why: `${operation} needs a picture: put {{image_address}} or {{image_base64}} into the request’s body, or leave ${operation} out`,
    }
  if (operation === 'inpaint' && !asked.has('mask_base64'))
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
    // One placeholder holds one picture, whatever its role.
    inputs: takesPicture
      ? { max: 1, roles: operation === 'generate' ? ['reference', 'style', 'character'] : ['image'] }
      : { max: 0, roles: [] },
    mask: asked.has('mask_base64') && (operation === 'edit' || operation === 'inpaint'),
  }
}

/**
 * Operations for which a template sends the same request, so that the server could not tell them apart. Pointers into the definition of a
 * model.
 */
export function indistinct(
  { request }: Pick<ProviderDefinition, 'request'>,
  { operations }: Pick<ModelDefinition, 'operations'>,
): { path: string; message: string }[] {
  if (placeholdersIn(request.body).includes('operation')) return []
  // An instruction in the prompt can ask for either; the others are not in the prompt.
  const alike = (operation: Operation) => (operation === 'remix' ? 'edit' : operation)
  const needsNoInput = (operation: Operation) => operation === 'generate' || operation === 'inpaint'
  const first = operations.find((operation) => !needsNoInput(operation))
  return operations.flatMap((operation, index) =>
    first === undefined || needsNoInput(operation) || alike(operation) === alike(first)
      ? []
      : [
          {
            path: `/operations/${index}`,
            message: `${operation} would be sent as ${first} is: put {{operation}} into the request’s body, or leave it out`,
          },
        ],
  )
}

/** How to fix a definition with a template. */
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
      return 'a template has room for one picture, {{image_address}} or {{image_base64}}: set max to 1, or leave inputs out'
    case 'role':
      return `no operation of this model takes a picture as ${part.name}: leave it out`
    case 'parameter':
      return into(`{{${part.name}}}`, `leave ${part.name} out`)
  }
}
