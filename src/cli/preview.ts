// Shows a picture in a terminal that supports the protocol of kitty or that of iTerm2.
import { formatOf } from './files.ts'

export type Protocol = 'kitty' | 'iterm'

/** Larger pictures are not shown: a terminal would be busy for seconds. */
const MOST_BYTES = 8 * 1024 * 1024
const CHUNK = 4096
const ROWS = 12

/** Returns the protocol with which this terminal shows pictures; null if there is no terminal, or if it is not known to show pictures. */
export function protocolOf(environment: NodeJS.ProcessEnv, isTerminal: boolean): Protocol | null {
  const { TERM = '', TERM_PROGRAM: program = '', KITTY_WINDOW_ID: kitty, TMUX: tmux, STY: screen } = environment
  // A terminal multiplexer (tmux, screen) would print the picture's bytes as text.
  if (!isTerminal || tmux || screen || TERM === 'dumb') return null
  if (kitty || TERM === 'xterm-kitty' || program === 'ghostty') return 'kitty'
  return ['iTerm.app', 'WezTerm', 'mintty'].includes(program) ? 'iterm' : null
}

/**
 * Returns the sequences that show these bytes. Returns null if the bytes are not a picture, if they are too many, or if the protocol does
 * not support the picture's format.
 */
export function sequenceOf(bytes: Uint8Array, protocol: Protocol): string | null {
  const format = formatOf(bytes)
  if (format === null || bytes.byteLength > MOST_BYTES) return null
  const content = Buffer.from(bytes).toString('base64')
  if (protocol === 'iterm')
    return `\u001b]1337;File=inline=1;size=${bytes.byteLength};height=${ROWS};preserveAspectRatio=1:${content}\u0007\n`
  if (format !== 'png') return null
  const chunks = content.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? []
  const last = chunks.length - 1
  return `${chunks
    .map((chunk, index) => `\u001b_G${index === 0 ? `a=T,f=100,q=2,r=${ROWS},` : ''}m=${index === last ? 0 : 1};${chunk}\u001b\\`)
    .join('')}\n`
}
