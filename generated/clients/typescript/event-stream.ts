// Written by hand. Reads `text/event-stream`.

/** The events of a stream that is read in pieces, which end anywhere. */
export async function* eventsIn(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<{ id: string; type: string; data: string }> {
  if (stream === null) return
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let id = ''
  let type = 'message'
  let data: string[] = []
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += decoder.decode(value, { stream: true })
      const lines = text.split(/\r\n|\n|\r(?!$)/)
      text = lines.pop()!
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { id, type, data: data.join('\n') }
          type = 'message'
          data = []
          continue
        }
        const [, name, content] = /^([^:]*):? ?(.*)$/s.exec(line)!
        if (name === 'id') id = content!
        else if (name === 'event') type = content!
        else if (name === 'data') data.push(content!)
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
