// Draws mermaid diagrams as SVG without a browser. The colours are variables of guide.css, so that a diagram fits light and dark mode.
import { renderMermaidSVG } from 'beautiful-mermaid'
import { escapeHtml } from './html.mjs'

let drawn = 0
/** How many pixels `cropped` cuts off on each side of a drawing. Each side of a drawing has an empty edge of at least 30 pixels. */
const EDGE = 24

/** Returns the SVG without inline styles, which the content security policy forbids, and with ids that are unique on the page. */
export function diagram(source) {
  const prefix = `diagram-${++drawn}-`
  const label = { flowchart: 'Flow chart', sequenceDiagram: 'Sequence diagram' }[source.trim().split(/\s/)[0]] ?? 'Diagram'
  const svg = renderMermaidSVG(source)
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/ style="[^"]*"/, ` role="img" aria-label="${escapeHtml(`${label}: ${wordsOf(source)}`)}"`)
    .replace(/viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"/, (_, width, height) => cropped(Number(width), Number(height)))
    .replaceAll(/(id="|url\(#)/g, `$1${prefix}`)
  return `<div class="diagram">${svg}</div>\n`
}

/** Removes a part of the empty edge. So a wide diagram needs to shrink less to fit the page, and its words stay larger. */
function cropped(width, height) {
  const [shownWidth, shownHeight] = [width, height].map((length) => Math.ceil(length - 2 * EDGE))
  return `viewBox="${EDGE} ${EDGE} ${shownWidth} ${shownHeight}" width="${shownWidth}" height="${shownHeight}"`
}

/** Returns the names and labels of a diagram, for people who do not see it. */
function wordsOf(source) {
  const words = [...source.matchAll(/"([^"]+)"|: (.+)$| as (.+)$/gm)].map(([, quoted, message, name]) => quoted ?? message ?? name)
  return [...new Set(words)].map((text) => text.replaceAll('<br>', ' ')).join('; ')
}
