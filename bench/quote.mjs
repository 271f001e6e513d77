// Measures how long it takes to plan a quote, depending on the size of the catalogue: `npm run bench:quote -- [--against COMMIT] [--rounds
// N]`. The current code is compared with an older commit, and with the current code for an instance that has 200 further models. In each
// round, all variants run one after the other in one process, so the ratios between them are meaningful. The times themselves depend on the
// machine.
import '../scripts/local/node-version.mjs'
import { join } from 'node:path'
import { checkedOut, root } from './parts/commit.mjs'

const option = (name, standard) => {
  const place = process.argv.indexOf(`--${name}`)
  return place === -1 ? standard : process.argv[place + 1]
}
/** The commit to compare with by default: the last one with a small catalogue, of six providers and 33 models. */
const AGAINST = option('against', '4f6e481')
const ROUNDS = Number(option('rounds', 7))
const PLANS = 3000
const SNAPSHOTS = 150

function snapshotOf(changes) {
  return {
    format: 1,
    organizationId: 'org_1',
    instanceId: 'inst_1',
    epoch: 1,
    publishedAt: '2026-11-24T00:00:00Z',
    projects: {},
    models: {},
    aliases: {},
    customProviders: {},
    customModels: {},
    credentials: { openai: { id: 'cred_1' }, fal: { id: 'cred_2' } },
    webhooks: [],
    instance: {
      name: 'bench',
      slug: 'bench',
      status: 'active',
      defaultModel: 'sketch',
      fallbackChain: ['fal.flux-dev', 'sketch'],
      deliveryBaseUrl: null,
      retentionDays: null,
      corsOrigins: [],
      contentPolicy: { blockedTerms: [], providerSafety: {}, fallbackOnRefusal: false },
      workerUrl: null,
    },
    ...changes,
  }
}

const further = Object.fromEntries(
  Array.from({ length: 200 }, (_, place) => {
    const id = `further-${place}`
    const size = { kind: 'ratio', ratios: ['1:1', '16:9'], resolutions: ['1K', '2K'] }
    const price = { kind: 'per_image', rules: [{ micros: 1000 + place }] }
    return [
      id,
      {
        id,
        name: id,
        provider: 'fal',
        provider_model: `fal-ai/further/${place}`,
        operations: ['generate'],
        size: place % 2 ? { kind: 'list', sizes: ['1024x1024'] } : size,
        ...(place % 2 ? {} : { default_size: '1:1' }),
        price,
      },
    ]
  }),
)

async function systemOf(name, folder, changes = {}) {
  const source = (path) => import(join(folder, 'src', path))
  const [{ makePlan }, { effectiveCatalogue }, { quoteOf }, { findAdapter }] = await Promise.all([
    source('generation-service/plan/plan.ts'),
    source('providers/catalogue.ts'),
    source('providers/pricing.ts'),
    source('providers/registry.ts'),
  ])
  const plan = (snapshot) =>
    makePlan({
      generationId: 'gen_0',
      request: { model: 'gpt-image-2.6-flare', prompt: 'a lake in the mountains', size: '1024x1024', n: 2 },
      snapshot,
      findModel: (id) => effectiveCatalogue(snapshot).find(id),
      // `makePlan` calls this function with a model. In older commits an instance had one credential for each provider; there
      // `makePlan` calls this function with the provider's id.
      missingFor: (asked) => {
        const provider = asked.provider ?? asked
        return provider === 'sketch' || provider in snapshot.credentials ? null : 'credential'
      },
      connectionsFor: ({ provider }) => (provider in snapshot.credentials ? [{ id: provider }] : []),
      hasCredential: (provider) => provider in snapshot.credentials,
      customProvider: () => null,
      price: quoteOf,
      check: (request) => findAdapter(request.model.provider)?.check?.({ request, inputs: [], mask: null, callbackUrl: null }),
      inputs: [],
      mask: null,
      today: '2026-11-28',
      earlierWarnings: [],
      names: (pointer) => pointer,
    })
  const known = snapshotOf(changes)
  const models = effectiveCatalogue(known).models.length
  if (plan(known).targets.length !== 3) throw new Error(`${name}: the plan is not the expected one`)
  return {
    name,
    models,
    known: () => plan(known),
    // Measures the first plan after a change of the configuration. The platform builds the catalogue again for each new snapshot object. So
    // a copy of the snapshot has the same effect as a change.
    first: () => plan({ ...known }),
  }
}

function microsecondsOf(work, times) {
  const startedAt = process.hrtime.bigint()
  for (let turn = 0; turn < times; turn++) work()
  return Number(process.hrtime.bigint() - startedAt) / 1000 / times
}
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]

const systems = [
  await systemOf(`commit ${AGAINST}`, checkedOut(AGAINST)),
  await systemOf('this tree', root),
  await systemOf('this tree and 200 models of the instance', root, { customModels: further }),
]
const times = systems.map(() => ({ known: [], first: [] }))
// The first plans run while the code is still being compiled, so they are not measured.
for (const { known, first } of systems) {
  microsecondsOf(known, PLANS)
  microsecondsOf(first, SNAPSHOTS)
}
for (let round = 0; round < ROUNDS; round++) {
  const order = systems.map((_, place) => place)
  for (const place of round % 2 ? order.toReversed() : order) {
    times[place].known.push(microsecondsOf(systems[place].known, PLANS))
    times[place].first.push(microsecondsOf(systems[place].first, SNAPSHOTS))
  }
}

console.log(
  '| system | models | a plan | against the first row | the first plan of a changed configuration | against the first row |\n|---|---|---|---|---|---|',
)
for (const [place, { name, models }] of systems.entries()) {
  const cell = (kind) => {
    const ratios = times[place][kind].map((value, round) => value / times[0][kind][round])
    return `${median(times[place][kind]).toFixed(1)} µs | ${median(ratios).toFixed(2)}×`
  }
  console.log(`| ${name} | ${models} | ${cell('known')} | ${cell('first')} |`)
}
