// The options that `generate`, `edit` and `quote` share, and the request that is made from these options.
import type { ArgsDef } from 'citty'
import type { GenerateRequest } from '../../generated/clients/typescript/index.ts'
import { choice, decimal, listOf, micros, wholeNumber } from './command.ts'
import { UsageError } from './errors.ts'
import { formatOfName } from './files.ts'

type Operation = NonNullable<GenerateRequest['operation']>

export const OPERATIONS = [
  'generate',
  'edit',
  'inpaint',
  'remix',
  'reframe',
  'upscale',
  'remove_background',
  'replace_background',
  'describe',
] as const satisfies readonly Operation[]

export const PICTURE_ARGS = {
  model: {
    type: 'string',
    alias: 'm',
    valueHint: 'model[,model]',
    description: 'The model or alias; several are compared. By default the one of the instance',
  },
  count: { type: 'string', alias: 'n', valueHint: 'number', description: 'How many pictures each model makes' },
  size: { type: 'string', valueHint: 'WxH', description: 'Such as 1024x1024' },
  ratio: { type: 'string', valueHint: 'W:H', description: 'Such as 16:9, for models with ratios' },
  resolution: { type: 'string', description: 'Such as 2K, for models with resolutions' },
  quality: { type: 'string', description: 'Such as low, medium or high' },
  style: { type: 'string', description: 'A style of the model' },
  seed: { type: 'string', valueHint: 'number', description: 'The same seed makes the same picture again, if the model can' },
  negative: { type: 'string', valueHint: 'text', description: 'What the picture must not show' },
  format: { type: 'string', valueHint: 'png|jpeg|webp', description: 'The format of the file; by default as --out says' },
  background: { type: 'string', valueHint: 'auto|opaque|transparent', description: 'The background of the picture' },
  guidance: { type: 'string', valueHint: 'number', description: 'How closely the model follows the prompt' },
  steps: { type: 'string', valueHint: 'number', description: 'How many steps the model takes' },
  fallbacks: { type: 'string', valueHint: 'model,…', description: 'Models that are tried if the first one fails' },
  adapt: { type: 'boolean', description: 'Change what the model does not support, and say so, instead of refusing' },
  'max-cost': { type: 'string', valueHint: 'dollars', description: 'Refuse a request that can cost more, such as 0.05' },
  metadata: { type: 'string', valueHint: 'name=value,…', description: 'Facts to store with the generation' },
} as const satisfies ArgsDef

export type PictureArgs = { [Name in keyof typeof PICTURE_ARGS]?: string | boolean | undefined }

/** @param out the name of the output file. Its extension determines the format if no option does. */
export function requestOf(args: PictureArgs, out?: string): GenerateRequest {
  const text = (name: Exclude<keyof typeof PICTURE_ARGS, 'adapt'>) => args[name] as string | undefined
  const format = choice('format', text('format'), ['png', 'jpeg', 'webp']) ?? formatOfName(out)
  const background = choice('background', text('background'), ['auto', 'opaque', 'transparent'])
  const fallbacks = listOf(text('fallbacks'))
  const request: GenerateRequest = {
    n: wholeNumber('count', text('count')),
    size: text('size'),
    aspect_ratio: text('ratio'),
    resolution: text('resolution'),
    quality: text('quality'),
    style: text('style'),
    seed: wholeNumber('seed', text('seed')),
    negative_prompt: text('negative'),
    guidance: decimal('guidance', text('guidance')),
    steps: wholeNumber('steps', text('steps')),
    output: format === undefined && background === undefined ? undefined : { format, background },
    fallbacks: fallbacks.length === 0 ? undefined : fallbacks,
    on_unsupported: args.adapt === true ? 'adapt' : undefined,
    max_cost_micros: micros('max-cost', text('max-cost')),
    metadata: metadataOf(text('metadata')),
  }
  // Undefined members are removed. JSON leaves them out anyway, but a comparison of two requests would see them.
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined))
}

/** Returns the models that `--model` names, without repeats. If it names none, returns one null: the default model of the instance. */
export function modelsOf(args: PictureArgs): (string | null)[] {
  const models = [...new Set(listOf(args.model as string | undefined))]
  if (models.length > 8) throw new UsageError('--model takes at most 8 models.')
  return models.length === 0 ? [null] : models
}

function metadataOf(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined
  return Object.fromEntries(
    listOf(text).map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new UsageError(`--metadata has pairs such as order=4711, not "${pair}".`)
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}
