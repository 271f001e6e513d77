// Measures generations that use one special feature, such as four pictures or a webhook. Each is compared with a plain generation. Some
// features also exist in `durable`, the smallest Worker that survives a crash. For these, the platform is also compared with `durable`.
import { ask, checkPictures } from '../parts/measure.mjs'
import { upstreamUrl } from '../parts/systems.mjs'
import { median, middle, show, table, times } from '../parts/tables.mjs'
import { MODEL } from '../parts/tenant.mjs'
import { AT_ONCE, generation, kilobytes, WARM_UP } from './generations.mjs'

const PLAIN = 'plain'
const rows = []

/**
 * Returns a request that edits a picture. `size` is the size of the picture that the provider returns, for example `small`. `uploaded` is
 * the size of the picture to edit, which the request's form contains.
 */
async function edit(size, uploaded) {
  const boundary = 'bench-form-boundary'
  const head = (name, more = '') => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n`
  const fields = { model: MODEL, prompt: `a ${size} fox in the snow`, size: '1024x1024', response_format: 'url' }
  const texts = Object.entries(fields).map(([name, value]) => `${head(name)}${value}\r\n`)
  const picture = Buffer.from(await (await fetch(`${upstreamUrl}/picture/${uploaded}`)).arrayBuffer())
  return {
    method: 'POST',
    path: '/v1/images/edits',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([
      Buffer.from(`${texts.join('')}${head('image', '; filename="a.png"\r\ncontent-type: image/png')}`),
      picture,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  }
}

/** Checks that the organization's budget has counted the generation. */
async function requireBudgetUse({ name, system, request }) {
  const answer = await ask({
    name,
    system,
    request: { method: 'GET', path: '/v1/limits', headers: { authorization: request.headers.authorization } },
  })
  const budget = JSON.parse(answer).data.find(({ scope }) => scope === 'organization')
  if (!(budget?.used + budget?.reserved > 0)) throw new Error(`${name}: nothing was counted against the organization's budget`)
}

async function requireHook({ name }) {
  for (let left = 50; left > 0; left--) {
    if ((await (await fetch(`${upstreamUrl}/hook`)).json()).taken > 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${name}: no webhook came`)
}

export const variants = {
  name: 'variants',
  systems: ['durable', 'platform'],
  async turns({ durable, platform }) {
    const turns = []
    const add = (cell, systems, request, { size = 'small', count = 1, also = async () => {} } = {}) => {
      rows.push({ cell, names: systems.map(({ name }) => name) })
      for (const system of systems) {
        const check = async (contestant) => {
          await checkPictures(contestant, size, count)
          await also(contestant)
        }
        const common = {
          connections: AT_ONCE,
          seconds: 1.5,
          alone: false,
          warmUp: [{ ...WARM_UP[size], seconds: Math.min(6, WARM_UP[size].seconds) }],
        }
        turns.push({ cell: `variant: ${cell}`, name: system.name, system, request, ...common, check })
      }
    }
    const both = [durable, platform]
    add(PLAIN, both, generation('small'))
    add(`${kilobytes('large')} as b64_json`, both, generation('large', { response_format: 'b64_json' }), { size: 'large' })
    add('four pictures', both, generation('small', { n: 4 }), { count: 4 })
    add(`edit, ${kilobytes('large')} uploaded`, both, await edit('small', 'large'))
    const ofTenant = async (cell, slug, features, also) => {
      const { key } = await platform.tenant(slug, features)
      const plain = generation('small')
      add(cell, [platform], { ...plain, headers: { ...plain.headers, authorization: `Bearer ${key}` } }, { also })
    }
    await ofTenant('organization-wide budget', 'budgeted', { organizationBudget: true }, requireBudgetUse)
    await ofTenant('one webhook', 'hooked', { webhook: `${upstreamUrl}/hook` }, requireHook)
    return turns
  },
  report: (results) => [
    `### Variants, pictures of ${kilobytes('small')} unless stated otherwise`,
    table(
      [
        'request',
        'CPU ms per request',
        'against a plain one',
        'durable, CPU ms per request',
        'against durable',
        `requests/s, ${AT_ONCE} at once`,
      ],
      rows.map(({ cell, names }) => {
        const own = `variant: ${cell}`
        const durable = names.includes('durable')
        return [
          cell,
          middle(results.cpu(own, 'platform'), 2),
          cell === PLAIN ? '' : times(results.ratios(own, 'platform', 'platform', undefined, `variant: ${PLAIN}`)),
          durable ? middle(results.cpu(own, 'durable'), 2) : '',
          durable ? times(results.ratios(own, 'platform', 'durable')) : '',
          show(median(results.of(own, 'platform', (turn) => turn.perSecond)), 0),
        ]
      }),
    ),
  ],
}
