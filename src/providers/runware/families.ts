// Groups Runware's models into families that accept the same fields. A model's name at Runware is its AIR id, such as `runware:100@1`. The
// id does not show the family, so the models are listed here.
import { NOTHING } from '../carried.ts'
import type { Carried, NotCarried, Operation, Parameter } from '../provider.ts'

export interface Family {
  task: 'imageInference' | 'upscale' | 'removeBackground' | 'caption'
  operations: readonly Operation[]
  /**
   * How `imageInference` uses input pictures. `none`: not at all. `seed`: one picture to start from. `references`: several pictures as
   * references.
   */
  sources: 'none' | 'seed' | 'references'
  parameters: readonly Parameter[]
  prompt: boolean
}

const drawing = (sources: Family['sources'], operations: Operation[], parameters: Parameter[]): Family => ({
  task: 'imageInference',
  operations,
  sources,
  parameters,
  prompt: true,
})
const OPEN = drawing('seed', ['generate', 'remix'], ['seed', 'steps', 'guidance', 'negative_prompt', 'strength'])
const TEXT = drawing('none', ['generate'], ['seed'])
const FILL = drawing('seed', ['inpaint'], ['seed', 'steps', 'guidance'])
const LOOKING = drawing('references', ['generate', 'edit'], ['seed'])
const UPSCALE: Family = { task: 'upscale', operations: ['upscale'], sources: 'none', parameters: [], prompt: false }
const BACKGROUND: Family = { ...UPSCALE, task: 'removeBackground', operations: ['remove_background'] }
const CAPTION: Family = { ...UPSCALE, task: 'caption', operations: ['describe'], prompt: true }

const FAMILIES: Readonly<Record<string, Family>> = {
  'runware:100@1': { ...OPEN, parameters: ['seed', 'steps', 'strength'] },
  'runware:101@1': { ...OPEN, parameters: ['seed', 'steps', 'guidance', 'strength'] },
  'runware:102@1': FILL,
  'runware:106@1': LOOKING,
  'runware:108@1': TEXT,
  'bfl:2@1': TEXT,
  'bfl:1@2': { ...FILL, parameters: ['seed'] },
  'bfl:3@1': LOOKING,
  'bfl:4@1': LOOKING,
  'bfl:5@1': LOOKING,
  'google:4@1': { ...LOOKING, parameters: [] },
  'google:4@2': { ...LOOKING, parameters: [] },
  'bytedance:5@0': { ...LOOKING, parameters: [] },
  'runware:500@1': UPSCALE,
  'runware:501@1': UPSCALE,
  'runware:503@1': UPSCALE,
  'runware:109@1': BACKGROUND,
  'runware:110@1': BACKGROUND,
  'runware:112@5': BACKGROUND,
  'runware:150@2': { ...CAPTION, prompt: false },
  'runware:152@2': CAPTION,
}

/** Returns the family of a model. A model that is not in `FAMILIES`, for example a checkpoint from CivitAI, gets the family `OPEN`. */
export const familyOf = (providerModel: string): Family => (Object.hasOwn(FAMILIES, providerModel) ? FAMILIES[providerModel]! : OPEN)

export function carries(providerModel: string, operation: Operation): Carried | NotCarried {
  const family = familyOf(providerModel)
  if (!family.operations.includes(operation)) return { why: `${providerModel} does not do ${operation} at Runware; leave this out` }
  const one = { max: 1, roles: ['image'] } as const
  if (family.task !== 'imageInference')
    return { ...NOTHING, prompt: family.prompt, format: family.task !== 'caption', inputs: { max: 1, roles: ['image'] } }
  const generates = operation === 'generate'
  return {
    ...NOTHING,
    prompt: true,
    parameters: family.parameters.filter((name) => name !== 'strength' || !generates),
    size: operation === 'inpaint' ? [] : ['pixels'],
    many: true,
    format: true,
    inputs:
      family.sources === 'references'
        ? { max: 4, roles: generates ? ['reference'] : ['image', 'reference'] }
        : generates
          ? { max: 0, roles: [] }
          : one,
    mask: operation === 'inpaint',
  }
}
