import { unwrap } from '../../../generated/clients/typescript/index.ts'
import { choice, command, decimal } from '../command.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { Destination, readPicture } from '../files.ts'
import { makePictures, OUTPUT_ARGS, WAIT_ARGS } from '../make-pictures.ts'
import { modelsOf, OPERATIONS, PICTURE_ARGS, requestOf } from '../picture-request.ts'

const MOST_INPUTS = 16

export const edit = command({
  summary: 'Makes pictures from pictures: edit, inpaint, upscale, remove the background and others',
  args: {
    pictures: { type: 'positional', required: true, description: 'Files, or asset_… ids of stored pictures' },
    prompt: { type: 'string', alias: 'p', valueHint: 'text', description: 'What to change' },
    mask: { type: 'string', valueHint: 'file', description: 'A picture of the same size; its white area is changed' },
    operation: {
      type: 'string',
      valueHint: 'name',
      description: `One of ${OPERATIONS.slice(1).join(', ')}; by default edit, or inpaint with a mask`,
    },
    role: { type: 'string', valueHint: 'name', description: 'What the pictures are: image, reference, style or character' },
    strength: { type: 'string', valueHint: '0…1', description: 'How much may change' },
    ...PICTURE_ARGS,
    ...OUTPUT_ARGS,
    ...WAIT_ARGS,
  },
  variadic: true,
  examples: [
    ['cma edit photo.jpg -p "make it night" --out night.png', 'Changes a photo'],
    ['cma edit room.png --mask wall.png -p "a blue wall"', 'Changes the white area of the mask'],
    ['cma edit small.png --operation upscale --out large.png', 'More pixels, without a prompt'],
    ['cma edit photo.jpg --operation describe', 'Prints a text about the picture'],
  ],
  async run(args, context) {
    const { out, force, preview, timeout } = args
    const pictures = args._
    if (pictures.length > MOST_INPUTS) throw new UsageError(`A request has at most ${MOST_INPUTS} pictures.`)
    const operation = choice('operation', args.operation, OPERATIONS) ?? (args.mask === undefined ? 'edit' : 'inpaint')
    const role = choice('role', args.role, ['image', 'reference', 'style', 'character'])
    const strength = decimal('strength', args.strength)
    const models = modelsOf(args)
    const request = requestOf(args, operation === 'describe' ? undefined : out)
    const options = { out, force: force === true, preview, timeout, idempotencyKey: args['idempotency-key'] }
    // All files are read and the destination is checked before the first upload, so that a wrong path is reported before anything is
    // stored.
    const destination = new Destination(out, options.force)
    destination.requireFree(models.length === 1 && (request.n ?? 1) === 1 ? [{ model: null, index: 0, count: 1 }] : [])
    const inputs = pictures.map(pictureOf)
    const mask = args.mask === undefined ? null : pictureOf(args.mask)
    const ids = []
    for (const input of inputs) ids.push(await stored(context, input))
    await makePictures(
      context,
      {
        ...request,
        ...(args.prompt === undefined ? {} : { prompt: args.prompt }),
        operation,
        ...(strength === undefined ? {} : { strength }),
        inputs: ids.map((assetId) => ({ asset_id: assetId, ...(role === undefined ? {} : { role }) })),
        ...(mask === null ? {} : { mask: { asset_id: await stored(context, mask) } }),
      },
      models,
      options,
    )
  },
})

type Input = { assetId: string } | { path: string; bytes: Uint8Array<ArrayBuffer> }

function pictureOf(word: string): Input {
  return /^asset_[0-9A-Z]{26}$/.test(word) ? { assetId: word } : { path: word, bytes: readPicture(word) }
}

/** Returns the id of the picture. If the picture is a file, uploads the file first. */
async function stored({ platform, out, signal }: Context, input: Input): Promise<string> {
  if ('assetId' in input) return input.assetId
  out.progress(input.path, 'uploading')
  try {
    const { id } = unwrap(await platform.generation.POST('/assets', { body: { file: new Blob([input.bytes]) }, signal }))
    return id
  } finally {
    out.endProgress(input.path)
  }
}
