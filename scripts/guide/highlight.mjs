// Highlights code. highlight.js writes classes, not inline styles, which the content security policy would refuse.
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import go from 'highlight.js/lib/languages/go'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import { escapeHtml } from './html.mjs'

// `registerLanguage` also registers the short names of a language (sh, js, ts, tsx, py, toml), so the pages can use them.
for (const [name, language] of Object.entries({ bash, go, http, ini, java, javascript, json, python, typescript, xml }))
  hljs.registerLanguage(name, language)

export function highlight(code, language) {
  return hljs.getLanguage(language) === undefined ? escapeHtml(code) : hljs.highlight(code, { language }).value
}
