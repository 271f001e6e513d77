import type { components } from '../../../generated/generation/types.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handler } from '../http/handler.ts'
import { answerImages, withStreamSlot } from './answer.ts'
import { checkBeforeStoring } from './before-inputs.ts'
import { type Given, type GivenPicture, hashOfRequest, type InputStore, storeInputs, storeMask, withInputs } from './inputs.ts'
import { isOpenAiModel } from './model.ts'
import type { SentPictures } from '../http/app-env.ts'
import { answerOptions, type ImageFields, toGenerateRequest } from './request.ts'
import { startImageJob } from './start.ts'

type Reference = components['schemas']['OpenAIImageReference']

export const createImageEdit: Handler<'createImageEdit'> = async (c, reply) => {
  const { services, principal } = c.var
  const { fields, images, mask } = given(
    c.req.valid('json') as Json | undefined,
    c.req.valid('form') as Form | undefined,
    c.var.sentPictures!,
  )

  const tenant = { instanceId: principal.instanceId, projectId: principal.projectId }
  const options = answerOptions(fields)
  const begin = (store: InputStore) =>
    startImageJob(c, {
      operationId: 'createImageEdit',
      prepare: async () => {
        const operation = mask === null ? 'edit' : 'inpaint'
        const { request, warnings } = toGenerateRequest(fields, operation, await isOpenAiModel(c, fields.model ?? null))
        await checkBeforeStoring(
          c,
          request,
          images.map((_, index) => roleAt(index)),
          mask === null ? images : [...images, mask],
        )
        const inputs = await storeInputs(store, images)
        const maskRow = mask === null ? null : await storeMask(store, mask, inputs[0]!)
        request.inputs = inputs.map(({ id }, index) => ({ asset_id: id, role: roleAt(index) }))
        if (maskRow !== null) request.mask = { asset_id: maskRow.id }
        return { request, warnings, bodyHash: await hashOfRequest(fields, images, mask, inputs) }
      },
      hashBody: () => hashOfRequest(fields, images, mask, null),
      waits: false,
    })
  return withStreamSlot(c, options, async (stream) =>
    answerImages(c, reply, await withInputs({ services, tenant }, begin), options, stream),
  )
}

const roleAt = (index: number) => (index === 0 ? ('image' as const) : ('reference' as const))

type Json = components['schemas']['OpenAIEditRequest']
type Form = ImageFields & { image?: Blob[]; mask?: Blob }

function given(
  json: Json | undefined,
  form: Form | undefined,
  sent: SentPictures,
): { fields: ImageFields; images: Given[]; mask: Given | null } {
  if (json !== undefined) {
    const { images = [], mask, ...fields } = json
    requireCount(images.length, '/body/images')
    return {
      fields,
      images: images.map((reference, position) => fromReference(reference, sent.images[position] ?? '/body/images')),
      mask: mask === undefined ? null : fromReference(mask, sent.mask),
    }
  }
  const { image: files = [], mask, ...fields } = form!
  requireCount(files.length, '/body/image')
  return {
    fields,
    images: files.map((file, position) => ({ picture: { kind: 'file', file }, pointer: sent.images[position] ?? '/body/image' })),
    mask: mask === undefined ? null : { picture: { kind: 'file', file: mask }, pointer: sent.mask },
  }
}

const MOST_PICTURES = 16

function requireCount(count: number, pointer: string): void {
  if (count > 0 && count <= MOST_PICTURES) return
  const message = count === 0 ? 'is required' : `has ${count} pictures, more than ${MOST_PICTURES}`
  const detail =
    count === 0
      ? 'An edit needs at least one picture, as `image` of a form or `images` of JSON.'
      : `Send at most ${MOST_PICTURES} pictures.`
  throw new AppError('invalid_request', { detail, errors: [{ pointer, message }] })
}

function fromReference(reference: Reference, pointer: string): Given {
  const picture: GivenPicture =
    'file_id' in reference ? { kind: 'asset', assetId: reference.file_id } : { kind: 'text', url: reference.image_url }
  return { picture, pointer }
}
