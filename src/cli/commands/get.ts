import { GenerationFailedError, unwrap, waitForGeneration } from '../../../generated/clients/typescript/index.ts'
import { command, wholeNumber } from '../command.ts'
import type { Context } from '../context.ts'
import { EXIT } from '../exit-codes.ts'
import { failureOf, UsageError } from '../errors.ts'
import { Destination, formatFrom } from '../files.ts'
import { download, OUTPUT_ARGS, Refused, show, summary } from '../make-pictures.ts'

export const get = command({
  summary: 'Downloads the pictures of a generation, or one stored picture',
  args: {
    id: { type: 'positional', required: true, description: 'gen_… or asset_…' },
    wait: { type: 'boolean', alias: 'w', description: 'Wait until the generation has ended' },
    timeout: { type: 'string', valueHint: 'seconds', default: '600', description: 'How long to wait' },
    download: { type: 'boolean', default: true, description: 'Save the pictures', negativeDescription: 'Only show the record' },
    ...OUTPUT_ARGS,
  },
  examples: [
    ['cma get gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --out fog.png', 'Saves its picture'],
    ['cma get gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --wait', 'Waits for it first'],
    ['cma get gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --json --no-download', 'Only the record'],
  ],
  async run(args, context) {
    const destination = new Destination(args.out, args.force === true)
    if (/^asset_[0-9A-Z]{26}$/.test(args.id)) return getPicture(context, args.id, destination, args.preview)
    if (!/^gen_[0-9A-Z]{26}$/.test(args.id))
      throw new UsageError(`"${args.id}" is not an id of a generation (gen_…) or of a picture (asset_…).`)
    if (destination.isStdout && context.out.json) throw new UsageError('--out - takes the bytes of one picture, and not --json.')
    const { out, platform, signal } = context
    const path = { generation_id: args.id }
    const timeoutMs = (wholeNumber('timeout', args.timeout) ?? 600) * 1000
    const generation = args.wait
      ? await waitForGeneration(platform.generation, args.id, { timeoutMs, signal })
      : unwrap(await platform.generation.GET('/generations/{generation_id}', { params: { path }, signal }))
    if (destination.isStdout && generation.images.length !== 1)
      throw new UsageError(`It has ${generation.images.length} pictures; --out - takes one.`)
    const files = args.download ? await download(context, generation, destination, { model: null, preview: args.preview }) : []
    if (out.json) out.value({ generation, files })
    else for (const line of [...files, ...generation.texts]) out.data(line)
    for (const line of summary(generation)) out.say(line)
    if (generation.status === 'queued' || generation.status === 'running')
      throw new Refused({
        ...failureOf(new UsageError('')),
        exit: EXIT.timeout,
        title: `The generation is ${generation.status}.`,
        action: 'Add --wait.',
      })
    if (generation.status !== 'succeeded') throw new GenerationFailedError(generation)
  },
})

async function getPicture({ out, platform, signal }: Context, id: string, destination: Destination, preview: boolean): Promise<void> {
  const asset = unwrap(await platform.generation.GET('/assets/{asset_id}', { params: { path: { asset_id: id } }, signal }))
  const bytes = await platform.download(id, { signal })
  if (destination.isStdout) {
    process.stdout.write(bytes)
    return
  }
  const file = destination.save({ id, model: null, index: 0, count: 1, format: formatFrom(asset.format) }, bytes)
  out.result({ asset, files: [file] }, () => file)
  if (preview && !out.quiet) show(bytes)
}
