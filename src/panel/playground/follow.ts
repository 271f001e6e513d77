// Follows a generation live: reads its events from a stream, and reconnects if the stream breaks.
import { useEffect, useEffectEvent, useState } from 'react'
import type { components } from '../../../generated/generation/types.ts'
import { dataFetch } from '../api/data.ts'

type Schemas = components['schemas']
export type Generation = Schemas['Generation']
type GenerationEvent = Schemas['GenerationEvent']

export interface Live {
  generation: Generation
  /** The newest preview, as a `blob:` URL. */
  preview: string | null
}
const AGAIN_AFTER_MS = 1_000
const MOST_REFUSALS = 10
const ENDED = new Set<Generation['status']>(['succeeded', 'failed', 'canceled', 'indeterminate'])
export const hasEnded = ({ status }: Pick<Generation, 'status'>): boolean => ENDED.has(status)

/** Returns the newest state of the generation. Follows the generation from the state `start` until it ends. */
export function useLive(projectId: string, start: Generation, onEnd: (generation: Generation) => void): Live {
  const [live, setLive] = useState<Live>({ generation: start, preview: null })
  const { id } = start
  const isOver = hasEnded(start)
  // The page passes a new `onEnd` at each rendering. With `useEffectEvent`, this does not restart the stream.
  const tellEnd = useEffectEvent(onEnd)
  useEffect(() => {
    if (isOver) return
    const stop = new AbortController()
    let preview: string | null = null
    const apply = (event: GenerationEvent) => {
      if (event.type === 'partial_image') {
        if (preview !== null) URL.revokeObjectURL(preview)
        preview = URL.createObjectURL(new Blob([decode(event.b64_json)]))
      }
      setLive((before) => ({ generation: applyEvent(before.generation, event), preview }))
      if (event.type === 'finished') tellEnd(event.generation)
    }
    void follow(projectId, id, apply, stop.signal)
    return () => {
      stop.abort()
      if (preview !== null) URL.revokeObjectURL(preview)
    }
  }, [projectId, id, isOver])
  return isOver ? { generation: start, preview: null } : live
}

function applyEvent(generation: Generation, event: GenerationEvent): Generation {
  switch (event.type) {
    case 'state':
      return { ...generation, status: event.status, stage: event.stage }
    case 'progress':
      return { ...generation, progress: event.progress }
    case 'partial_image':
      return generation
    case 'finished':
      return event.generation
  }
}

async function follow(projectId: string, id: string, apply: (event: GenerationEvent) => void, signal: AbortSignal): Promise<void> {
  let lastId: string | null = null
  let refusals = 0
  while (!signal.aborted && refusals < MOST_REFUSALS) {
    try {
      const headers = new Headers(lastId === null ? [] : [['last-event-id', lastId]])
      const answer = await dataFetch(projectId, `/generations/${id}/events`, { headers, signal })
      refusals = answer.ok ? 0 : refusals + 1
      if (answer.ok && answer.body !== null) {
        for await (const { id: eventId, data } of readEvents(answer.body)) {
          const event = JSON.parse(data) as GenerationEvent
          lastId = eventId ?? lastId
          apply(event)
          if (event.type === 'finished') return
        }
      }
    } catch {
      if (signal.aborted) return
    }
    // The stream has broken. The next stream begins with the events that were missed.
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
  }
}

/** Reads server-sent events from a stream of bytes. */
async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<{ id: string | null; data: string }> {
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader() as ReadableStreamDefaultReader<string>
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    text += value
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      const field = (name: string) =>
        lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart())
      const data = field('data')
      if (data.length > 0) yield { id: field('id')[0] ?? null, data: data.join('\n') }
    }
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
