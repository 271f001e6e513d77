// `/problems/<code>`: the page that the `type` of an error links to. Its texts come from the contract.
import { Hono } from 'hono'
import { PROBLEMS } from '../../generated/problems.ts'
import { ERRORS, type ErrorCode } from '../shared/errors.ts'

const HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cache-control': 'public, max-age=3600',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'Accept',
}

export function problemPages(): Hono {
  const app = new Hono()
  app.get('/problems/:code', (c) => {
    const code = c.req.param('code')
    if (!Object.hasOwn(PROBLEMS, code)) return c.notFound()
    const about = problemAbout(code as ErrorCode)
    return wantsJson(c.req.header('accept') ?? '')
      ? new Response(JSON.stringify(about), { headers: { ...HEADERS, 'content-type': 'application/json' } })
      : new Response(page(about), { headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' } })
  })
  return app
}

interface ProblemAbout {
  type: string
  code: ErrorCode
  status: number
  title: string
  why: string
  action: string
}

function problemAbout(code: ErrorCode): ProblemAbout {
  const [status, title] = ERRORS[code]
  return { type: `/problems/${code}`, code, status, title, ...PROBLEMS[code] }
}

/** Whether a client wants JSON: it accepts JSON and not HTML. Browsers always accept HTML. */
function wantsJson(accept: string): boolean {
  return /\bjson\b/.test(accept) && !accept.includes('text/html')
}

function page({ code, status, title, why, action }: ProblemAbout): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${code}: ${html(title)}</title>
</head>
<body>
<main>
<h1>${html(title)}</h1>
<p><code>${code}</code>, status ${status}</p>
<h2>Why</h2>
<p>${html(why)}</p>
<h2>What to do</h2>
<p>${html(action)}</p>
<p>The error itself says more: <code>detail</code>, <code>errors</code>, and the <code>request_id</code> to tell an operator. <a href="/docs">All operations</a></p>
</main>
</body>
</html>
`
}

/** Renders a text of the contract as HTML. Text in backticks becomes code. */
function html(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped.replaceAll(/`([^`]*)`/g, '<code>$1</code>')
}
