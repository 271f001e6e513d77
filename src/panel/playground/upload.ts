import type { components } from '../../../generated/generation/types.ts'
import { dataFetch } from '../api/data.ts'
import type { InputPicture, Role } from './capabilities.ts'

type Asset = components['schemas']['Asset']

/** Stores a file in the project. If the API refuses the file, throws the body of its response. */
export async function upload(projectId: string, file: Blob): Promise<Asset> {
  const body = new FormData()
  body.set('file', file)
  const answer = await dataFetch(projectId, '/assets', { method: 'POST', body })
  const told: unknown = await answer.json()
  if (!answer.ok) throw told
  return told as Asset
}

export const asInput = ({ id, url, width, height }: Pick<Asset, 'id' | 'url' | 'width' | 'height'>, role: Role): InputPicture => ({
  assetId: id,
  url,
  width,
  height,
  role,
  weight: null,
})

/** Returns a `blob:` URL of a stored picture. Browsers let a canvas read the pixels of a `blob:` URL, wherever the picture is stored. */
export async function localUrl(projectId: string, assetId: string): Promise<string> {
  const answer = await dataFetch(projectId, `/assets/${assetId}/content`)
  if (!answer.ok) throw await answer.json()
  return URL.createObjectURL(await answer.blob())
}
