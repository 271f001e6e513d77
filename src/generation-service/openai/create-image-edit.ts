import type { components } from '../../../generated/generation/types.ts'
import { AppError } from '../../shared/errors.ts'
import type { Handler } from '../http/handler.ts'
import { answerImages } from './answer.ts'
import { type Given, type GivenPicture, hashOfRequest, storeInputs, storeMask, withInputs } from './inputs.ts'
import { isOpenAiModel } from './model.ts'
import { answerOptions, type ImageFields, toGenerateRequest } from './request.ts'
import { startImageJob } from './start.ts'

type Reference = components['schemas']['OpenAIImageReference']

export const createImageEdit: Handler<'createImageEdit'> = async (c, reply) => {
  const { services, principal } = c.var
  const { fields, images, mask } = given(c.req.valid('json') as Json | undefined, c.req.valid('form') as Form | undefined)

  const owner = { instanceId: principal.instanceId, projectId: principal.projectId }
  const started = await withInputs({ services, owner }, (store) =>
    startImageJob(c, {
      operationId: 'createImageEdit',
      prepare: async () => {
        const inputs = await storeInputs(store, images)
        const maskRow = mask === null ? null : await storeMask(store, mask)
        const request = {
          ...toGenerateRequest(fields, mask === null ? 'edit' : 'inpaint', await isOpenAiModel(c, fields.model ?? null)),
          inputs: inputs.map((input, place) => ({ asset_id: input.id, role: place === 0 ? ('image' as const) : ('reference' as const) })),
          ...(maskRow === null ? {} : { mask: { asset_id: maskRow.id } }),
        }
        return { request, bodyHash: await hashOfRequest(fields, images, mask, { inputs, mask: maskRow }) }
      },
      hash: () => hashOfRequest(fields, images, mask, null),
      waits: false,
    }),
  )
  return answerImages(c, reply, started, answerOptions(fields))
}

type Json = components['schemas']['OpenAIEditRequest']
type Form = ImageFields & { image?: Blob[]; 'image[]'?: Blob[]; mask?: Blob }

function given(json: Json | undefined, form: Form | undefined): { fields: ImageFields; images: Given[]; mask: Given | null } {
  if (json !== undefined) {
    const { images, mask, ...fields } = json
    return {
      fields,
      images: images.map((reference, place) => fromReference(reference, `/body/images/${place}`)),
      mask: mask === undefined ? null : fromReference(mask, '/body/mask'),
    }
  }
  const { image = [], 'image[]': list = [], mask, ...fields } = form!
  const files = [...image, ...list]
  if (files.length === 0)
    throw new AppError('invalid_request', {
      detail: 'Send at least one picture as image or image[].',
      errors: [{ pointer: '/body/image', message: 'is required' }],
    })
  if (files.length > 16)
    throw new AppError('invalid_request', {
      detail: 'Send at most 16 pictures.',
      errors: [{ pointer: '/body/image', message: 'has more than 16 pictures' }],
    })
  return {
    fields,
    images: files.map((file) => ({ picture: { kind: 'file', file }, pointer: '/body/image' })),
    mask: mask === undefined ? null : { picture: { kind: 'file', file: mask }, pointer: '/body/mask' },
  }
}

function fromReference(reference: Reference, pointer: string): Given {
  const picture: GivenPicture =
    'file_id' in reference ? { kind: 'asset', assetId: reference.file_id } : { kind: 'text', url: reference.image_url }
  return { picture, pointer }
}
