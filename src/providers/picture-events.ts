// Reads a stream of events with pictures: first previews, then results. Events that are not JSON objects are skipped.
// Complete pictures are kept even if the stream breaks off.
import { byteChunks } from '../shared/byte-chunks.ts'
import type { Json, JsonObject } from '../shared/json.ts'
import { StreamedPicture } from './base64-picture.ts'
import { readEvents } from './event-stream.ts'
import { type HttpCall, holdsError, type ProviderHttp } from './http.ts'
import { JsonScanner, NotJson } from './json-scanner.ts'
import { HOLD_CHARACTERS, markedIndex } from './picture-json.ts'
import { findPicture, type PictureKind } from './picture-value.ts'
import type { ImageSource, ProviderContext, ProviderFailure } from './provider.ts'

export interface PictureEvent {
  /** The value of the event's `event:` field or, if that is absent, of `type` in the body; empty if both are absent. */
  name: string
  body: JsonObject
  isPreview: boolean
  /** Returns the picture that a value in `body` represents, as `PictureJson.picture` does. */
  picture(value: unknown, kind?: PictureKind): Promise<ImageSource | null>
}

export interface EventWays {
  http: ProviderHttp
  call: Pick<HttpCall, 'mayBill'>
  /**
   * The name of the field whose texts are always read as base64; null if there is no such field. A text in another field is read as a
   * picture only if it begins like a picture.
   */
  key: string | null
  /**
   * Returns whether the pictures of an event are previews. `name` is the event's name, `before` is the event's data before the picture.
   * Previews are held in memory and never stored.
   */
  isPreview(name: string, before: string): boolean
}

/** The maximum size of a preview, in characters of base64. A larger preview is not shown. */
const HOLD_PREVIEW_CHARACTERS = 4 * 1024 * 1024
/** The maximum number of events in a stream. No provider sends as many for one call. */
const MAX_EVENTS = 100_000

/**
 * Reads to the end of the stream and passes each JSON event to `take`. Returns the failure that an event reported or that ended the stream
 * early; null if there was none. The caller decides whether the pictures that have arrived are kept.
 */
export async function readPictureEvents(
  response: Response,
  ways: EventWays,
  { sink }: Pick<ProviderContext, 'sink'>,
  take: (event: PictureEvent) => Promise<void>,
): Promise<ProviderFailure | null> {
  const { http, call } = ways
  if (response.body === null) return http.malformed('it is empty', call)
  let current: OneEvent | null = null
  let count = 0
  let failure: ProviderFailure | null = null
  const end = async () => {
    const event = current!
    current = null
    const body = event.body()
    if (body === null) return event.abandon('no event that is known')
    const type = typeof body['type'] === 'string' ? body['type'] : ''
    const name = event.name === '' ? type : event.name
    const isPreview = ways.isPreview(name, '') || ways.isPreview(type, '')
    if (/(?:^|[._])error$/.test(name) || holdsError(body)) failure ??= http.failureIn(body, call)
    await take({ name, body, isPreview, picture: (value, kind) => findPicture(value, kind, (marker) => event.source(marker), http) })
  }
  const source = byteChunks(response.body)
  try {
    await readEvents(source, {
      begin: (name) => {
        if (++count > MAX_EVENTS) throw http.malformed('it has more events than are read', call)
        current = new OneEvent(name, ways, sink)
      },
      data: (piece) => current!.push(piece),
      end,
    })
    return failure
  } catch (error) {
    // TypeScript does not see that the functions above set `current`, so its type is stated here.
    await Promise.all([source.cancel(error), (current as OneEvent | null)?.abandon(error)])
    return failure ?? http.failureOf(error, call)
  }
}

class OneEvent {
  readonly name: string
  readonly #scanner: JsonScanner
  readonly #pictures: StreamedPicture[] = []
  #isJson = true

  constructor(name: string, { key, isPreview }: EventWays, sink: ProviderContext['sink']) {
    this.name = name
    this.#scanner = new JsonScanner(key, (before) => {
      const picture = isPreview(name, before())
        ? new StreamedPicture(discard, HOLD_PREVIEW_CHARACTERS)
        : new StreamedPicture(sink, HOLD_CHARACTERS)
      this.#pictures.push(picture)
      return picture
    })
  }

  /** Reads the next piece of the event's data. If the data is not JSON, or is too long, only this event becomes unreadable. */
  async push(piece: Uint8Array): Promise<void> {
    if (!this.#isJson) return
    try {
      await this.#scanner.push(piece)
    } catch (error) {
      if (!(error instanceof NotJson)) throw error
      this.#isJson = false
      await this.abandon(error)
    }
  }

  /** Returns the event's data; null if it is not a JSON object. */
  body(): JsonObject | null {
    if (!this.#isJson) return null
    try {
      const body: Json = this.#scanner.finish()
      return body !== null && typeof body === 'object' && !Array.isArray(body) ? body : null
    } catch (error) {
      if (error instanceof NotJson) return null
      throw error
    }
  }

  async source(marker: string): Promise<ImageSource | null | undefined> {
    return this.#pictures[markedIndex(marker)]?.source()
  }

  async abandon(reason: unknown): Promise<void> {
    await Promise.all(this.#pictures.map((picture) => picture.abandon(reason)))
  }
}

async function discard(bytes: ReadableStream<Uint8Array>): Promise<never> {
  await bytes.cancel('the preview is too large')
  throw new Error('The preview is too large')
}
