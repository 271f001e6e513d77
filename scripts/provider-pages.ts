// Writes docs/admin/providers/<id>.md from the registry: the requirements, prices and capabilities of each provider. Two parts of each page
// are written by hand, between comments in the page itself, and stay as they are. `--check` writes nothing and fails if a page differs.
import { join } from 'node:path'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { capabilitiesFor } from '../src/providers/carried.ts'
import type { CatalogueModel, OperationCapabilities, ProviderAdapter, SizeRule } from '../src/providers/provider.ts'
import { adapters } from '../src/providers/registry.ts'
import { priceTable } from './catalogue/price-words.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'admin', 'providers')
const PARTS = { key: 'where to get a key', how: 'how the adapter works' }
const isCheck = process.argv.includes('--check')

type Part = keyof typeof PARTS
const begin = (part: Part) => `<!-- by hand: ${PARTS[part]} -->`
const END = '<!-- end of the part by hand -->'

/** Returns one of the two parts of `page` that are written by hand; null if the page does not have this part. */
function byHand(page: string, part: Part): string | null {
  const [, after] = page.split(`${begin(part)}\n`)
  const text = after?.split(END)[0]?.trim()
  return text ? text : null
}

/** Adapters whose provider is a part of the platform. */
const OWN = new Set(['sketch'])
const isOwners = ({ defaultBaseUrl, models }: ProviderAdapter) => defaultBaseUrl === null && models.every(({ optIn }) => optIn)
const needsKey = ({ credentialFields, byBinding, defaultBaseUrl }: ProviderAdapter) =>
  byBinding === undefined && (credentialFields.length > 0 || defaultBaseUrl === null)

function untested(adapter: ProviderAdapter): string {
  if (OWN.has(adapter.id)) return 'It is a part of the platform, and is tested with real calls.'
  const other = isOwners(adapter) ? 'a real server' : `${adapter.name} itself`
  return `**Not tested with a real account.** No request of this adapter has reached ${other}: it was tested against a fake that was built from
published facts ([how](../../development/providers.md#how-they-are-tested)). Try it before you rely on it: [below](#try-it).`
}

function example({ credentialFields, defaultBaseUrl, byBinding, id }: ProviderAdapter): string {
  const required = credentialFields.filter((field) => field.required)
  const fields = Object.fromEntries(required.map(({ name }) => [name, exampleOf(name)]))
  const needsAddress = defaultBaseUrl === null && byBinding === undefined
  const address = id === 'azure' ? 'https://my-resource.openai.azure.com' : 'https://pictures.example.com'
  return JSON.stringify({ ...(required.length > 0 ? { fields } : {}), ...(needsAddress ? { base_url: address } : {}) })
}

function exampleOf(field: string): string {
  return field === 'service_account' ? '{ "type": "service_account", … }' : `your-${field.replaceAll('_', '-')}`
}

function connect(adapter: ProviderAdapter): string {
  const { id, name, credentialFields, defaultBaseUrl } = adapter
  if (!needsKey(adapter))
    return `## Connect it\n${OWN.has(id) ? 'Every instance has it.' : 'It needs no key: the deployment calls it through a binding.'}\n`
  const address = `| \`base_url\` | ${defaultBaseUrl === null ? 'yes' : ''} | ${defaultBaseUrl === null ? 'The address of your server' : `Another address than \`${defaultBaseUrl}\``} |`
  const rows = credentialFields.map((field) => `| \`${field.name}\` | ${field.required ? 'yes' : ''} | ${field.description} |`)
  return `## Connect it
In the panel: *Providers*, then the provider's tile *${name}*, then *Connect*. Or by API, with the variables of [connecting providers](../providers.md):

\`\`\`bash not run: a test sends the request of each of these pages
curl -s -X PUT $URL/config/v1/instances/$INSTANCE/credentials/${id} \\
  -H "Authorization: Bearer $ADMIN_KEY" -H 'Content-Type: application/json' \\
  -d '${example(adapter)}'
\`\`\`

| field | needed | what it is |
|---|---|---|
${[...rows, address].join('\n')}

${adapter.verifyCredential === undefined ? `${name} has no free call with which the platform could check a key: only a picture shows whether it works.` : `*Verify* in the panel (or \`POST …/verify\`) checks it with a free call ([answers](../providers.md#3-let-the-provider-check-it)).`}
`
}

const isAlive = ({ shutdownDate, source }: CatalogueModel) => shutdownDate === null || shutdownDate > source.date

function sizeWords(rule: SizeRule): string {
  switch (rule.kind) {
    case 'list':
      return rule.sizes.length <= 4 ? rule.sizes.join(', ') : `${rule.sizes.slice(0, 3).join(', ')} and ${rule.sizes.length - 3} more`
    case 'free':
      return `any, ${rule.minEdge} to ${rule.maxEdge} an edge${rule.multipleOf > 1 ? `, multiples of ${rule.multipleOf}` : ''}`
    case 'ratio':
      return `${rule.ratios.length} ratios${rule.resolutions.length > 0 ? `; ${rule.resolutions.join(', ')}` : ''}`
    case 'input':
      return 'that of the input'
  }
}

function works({ models }: ProviderAdapter): string {
  const alive = models.filter(isAlive)
  if (alive.length === 0) return ''
  const rows = alive.map((model) => {
    const all = model.capabilities.operations.map((operation) => capabilitiesFor(model, operation))
    const most = (count: (own: OperationCapabilities) => number) => Math.max(...all.map(count))
    const parameters = [
      ...new Set(
        all.flatMap((own) => [
          ...own.parameters,
          ...(own.qualities.length > 0 ? ['quality'] : []),
          ...(own.styles.length > 0 ? ['style'] : []),
          ...(own.backgrounds.length > 0 ? ['background'] : []),
          ...(own.mask ? ['mask'] : []),
        ]),
      ),
    ]
    const cells = [
      `\`${model.id}\``,
      model.capabilities.operations.join(', '),
      sizeWords(all[0]!.size),
      most(({ maxImages }) => maxImages),
      most(({ inputs }) => inputs.max),
      parameters.join(', '),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return `## What works
*Pictures*: the most a call makes; *inputs*: the most it takes. Not every operation has every parameter:
[which has which](../../api/models.md#parameters-by-operation), or \`GET /v1/models/{model}\`.

| model | operations | size | pictures | inputs | parameters |
|---|---|---|---|---|---|
${rows.join('\n')}
`
}

function tryIt(adapter: ProviderAdapter): string {
  const { id } = adapter
  if (OWN.has(id))
    return `## Try it
\`\`\`bash not run: the quickstarts run it
npm run demo -- --prompt "a red fox in the snow" --out fox.png
\`\`\`
`
  const optIn = adapter.models.every((model) => model.optIn) ? `Enable its model first: [models](../models.md). ` : ''
  return `## Try it
${optIn}The command says what the cheapest model would cost, asks you, makes one picture, and says what it cost.

\`\`\`bash not run: it calls the provider with your account
npm run provider:smoke -- ${id} --max-usd 0.10
\`\`\`
If it fails, the error has the provider's words. [What can go wrong](../providers.md#what-can-go-wrong)
`
}

function render(adapter: ProviderAdapter, parts: Record<Part, string | null>): string {
  return `# ${adapter.name}
For admins who connect \`${adapter.id}\`, and for everyone who chooses among its models. \`npm run docs:prices\` generates this page, except for
two parts that are written by hand.

${untested(adapter)}

## Get a key
${begin('key')}
${parts.key ?? ''}
${END}

${connect(adapter)}
## What it costs
[How prices are read](../../api/prices.md#how-prices-are-read).

${priceTable(adapter.models)}

${works(adapter)}
${tryIt(adapter)}
## How it works
${begin('how')}
${parts.how ?? ''}
${END}
`
}

/**
 * Returns the text that a provider's page must have, and a message for each part that a person must still write by hand. `written` is the
 * page's present text. The parts that a person has written there are kept.
 */
export function pageOf(adapter: ProviderAdapter, written: string): { page: string; missing: string[] } {
  const parts = { key: byHand(written, 'key'), how: byHand(written, 'how') }
  const missing = (['key', 'how'] as const)
    .filter((part) => parts[part] === null)
    .map(
      (part) => `docs/admin/providers/${adapter.id}.md does not say ${PARTS[part]}: write it below the comment "by hand: ${PARTS[part]}"`,
    )
  return { page: render(adapter, parts), missing }
}

async function main(): Promise<void> {
  const problems: string[] = []
  for (const adapter of adapters()) {
    const file = join(FOLDER, `${adapter.id}.md`)
    const written = await readFile(file, 'utf8').catch(() => '')
    const { page, missing } = pageOf(adapter, written)
    problems.push(...missing)
    if (isCheck && written !== page)
      problems.push(`docs/admin/providers/${adapter.id}.md is not what the registry says: run npm run docs:prices`)
    if (!isCheck) await writeFile(file, page)
  }
  const known = new Set(adapters().map(({ id }) => `${id}.md`))
  for (const name of await readdir(FOLDER))
    if (name.endsWith('.md') && !known.has(name)) problems.push(`docs/admin/providers/${name}: no provider has this id`)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}

if (import.meta.main) await main()
