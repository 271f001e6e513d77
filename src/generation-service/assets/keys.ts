// The keys of objects in the bucket: `{instanceId}/{generationId}/{attempt}-{index}` for a generation's picture, `{instanceId}/{assetId}`
// for an upload. All objects of an instance or a generation share a prefix and can be deleted by it.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

interface PicturePosition {
  instanceId: string
  generationId: string
  attempt: number
  index: number
}

/** The key is predictable, so a second run of a job finds the pictures that the first run stored. */
export function pictureKey(picture: PicturePosition): string {
  return `${picture.instanceId}/${picture.generationId}/${picture.attempt}-${picture.index}`
}

/**
 * Returns a key under which nothing else is stored in the bucket. A multipart upload needs such a key, because it would overwrite an object
 * that has the same key.
 */
export function ownKey(key: string): string {
  return `${key}-${crypto.randomUUID()}`
}

/** Returns the id of the instance to which an object in the bucket belongs. The object's key begins with this id. */
export function instanceOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'))
}

export function generationPrefix(instanceId: string, generationId: string): string {
  return `${instanceId}/${generationId}/`
}

export function uploadKey(instanceId: string, assetId: string): string {
  return `${instanceId}/${assetId}`
}

/** Returns the asset id of a generation's picture: the id of the generation, to which attempt and index are added. */
export function assetIdOf(picture: { generationId: string; attempt: number; index: number }): string {
  const id = picture.generationId.slice(picture.generationId.indexOf('_') + 1)
  const last = picture.attempt * 1024 * 2 + picture.index
  // The last five characters of a generation's id are a number of 25 bits in base 32. The attempt and the index are added
  // to it, so that no two pictures of a generation get the same id.
  const base = Array.from(id.slice(-5)).reduce((sum, character) => sum * 32 + ALPHABET.indexOf(character), 0)
  let tail = ''
  for (let value = (base + last) % 32 ** 5, position = 0; position < 5; position++, value = Math.floor(value / 32))
    tail = ALPHABET[value % 32]! + tail
  return `asset_${id.slice(0, -5)}${tail}`
}
