import { unwrap } from '../../../generated/clients/typescript/index.ts'
import type { components } from '../../../generated/config/types.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import { MissingError } from '../errors.ts'
import { table } from '../plain-text.ts'

type Instance = components['schemas']['Instance']
const PAGE = 100
const MOST = 10_000
const DEPLOYS = 'A Worker of its own is deployed from a checkout of the project: npm run instance -- deploy <slug>'

export const ORGANIZATION = {
  organization: { type: 'string', valueHint: 'org_…', description: 'The organization; by default the one of the key' },
} as const

export const listInstances = command({
  summary: 'Lists the instances of the organization',
  args: ORGANIZATION,
  examples: [['cma instances list --profile admin', 'Each instance with its address']],
  async run({ organization }, context) {
    const data: Instance[] = []
    const page = (cursor: string | undefined) =>
      context.platform.config.GET('/instances', {
        params: { query: { organization_id: organization, limit: PAGE, cursor } },
        signal: context.signal,
      })
    for await (const instance of context.platform.paginate(page, { signal: context.signal })) {
      if (data.length >= MOST) break
      data.push(instance)
    }
    context.out.result({ data }, () =>
      table(
        ['INSTANCE', 'SLUG', 'STATUS', 'DEFAULT MODEL', 'ITS OWN WORKER'],
        data.map(({ id, slug, status, default_model: model, worker_url: url }) => [id, slug, status, model ?? '', url ?? 'no']),
      ),
    )
    context.out.say(DEPLOYS)
  },
})

export const showInstance = command({
  summary: 'Shows the settings of an instance',
  args: { instance: { type: 'positional', required: true, description: 'Its slug or id' }, ...ORGANIZATION },
  examples: [
    ['cma instances show production --profile admin', 'By its slug'],
    ['cma instances show inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --json', 'By its id, for a script'],
  ],
  async run({ instance: name, organization }, context) {
    const instance = await requireInstance(context, name, organization)
    context.out.result(instance, () =>
      table(
        ['SETTING', 'VALUE'],
        Object.entries(instance).map(([setting, value]) => [setting, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
        200,
      ),
    )
    context.out.say(DEPLOYS)
  },
})

/** Returns the instance with this slug or id. Throws MissingError if there is none. */
export async function requireInstance(
  { platform: { config }, signal }: Context,
  name: string,
  organization: string | undefined,
): Promise<Instance> {
  if (name.startsWith('inst_'))
    return unwrap(await config.GET('/instances/{instance_id}', { params: { path: { instance_id: name } }, signal }))
  const { data } = unwrap(await config.GET('/instances', { params: { query: { slug: name, organization_id: organization } }, signal }))
  if (data[0] === undefined)
    throw new MissingError(
      `There is no instance with the slug "${name}" here. cma instances list shows all; --organization names another organization.`,
    )
  return data[0]
}
