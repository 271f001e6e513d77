import { unwrap } from '../../../generated/clients/typescript/index.ts'
import type { components } from '../../../generated/config/types.ts'
import { choice, command, idOf, listOf, micros, moment, wholeNumber } from '../command.ts'
import { confirm } from '../confirm.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { shortTime, table } from '../plain-text.ts'

type Key = components['schemas']['Key']
const SCOPES = ['read', 'generate', 'manage'] as const
const PAGE = 100
const MOST = 10_000
/** If a key is revoked, other keys may end, too. The command names at most this many of them. */
const NAMED = 5
/** A command fetches the names of at most this many people, because each name takes a request. Of all other people it shows the ids. */
const MOST_PEOPLE = 20

type Names = Record<string, string>

/**
 * Maps the ids of the people who have these keys to their names. Fetches at most MOST_PEOPLE names, so the result may lack further people.
 * It also lacks each person whom this login may not see.
 */
async function peopleOf(keys: Key[], { platform, signal }: Pick<Context, 'platform' | 'signal'>): Promise<Names> {
  const ids = [...new Set(keys.flatMap(({ user_id: id }) => id ?? []))].slice(0, MOST_PEOPLE)
  const found = await Promise.all(
    ids.map((id) =>
      platform.config.GET('/users/{user_id}', { params: { path: { user_id: id } }, signal }).catch(() => ({ data: undefined })),
    ),
  )
  return Object.fromEntries(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.name]])))
}

const rowOf = (key: Key, names: Names) => [
  key.id,
  key.kind,
  key.status,
  key.scopes.join(','),
  `…${key.last_four}`,
  shortTime(key.created_at),
  shortTime(key.last_used_at),
  names[key.user_id ?? ''] ?? key.user_id ?? key.project_id,
  key.name,
]

export const listKeys = command({
  summary: 'Lists keys, without their secrets',
  args: {
    kind: { type: 'string', valueHint: 'user|project', description: 'Those of this kind' },
    status: { type: 'string', valueHint: 'name', description: 'Those in this status: active, expired or revoked' },
    instance: { type: 'string', valueHint: 'inst_…', description: 'Those of this instance' },
    limit: { type: 'string', alias: 'l', valueHint: 'number', default: '100', description: 'How many' },
  },
  examples: [
    ['cma keys list --profile admin', 'The keys that this login may see'],
    ['cma keys list --project proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --status active', 'The live keys of a project'],
  ],
  async run(args, context) {
    const { platform, out, signal } = context
    const limit = Math.min(MOST, wholeNumber('limit', args.limit) ?? PAGE)
    const query = {
      kind: choice('kind', args.kind, ['user', 'project']),
      status: choice('status', args.status, ['active', 'expired', 'revoked']),
      instance_id: args.instance === undefined ? undefined : idOf('inst', args.instance),
      project_id: args.project === undefined ? undefined : idOf('proj', args.project),
      limit: Math.max(1, Math.min(PAGE, limit)),
    }
    const data: Key[] = []
    const page = (cursor: string | undefined) => platform.config.GET('/keys', { params: { query: { ...query, cursor } }, signal })
    for await (const key of platform.paginate(page, { signal })) {
      if (data.length >= limit) break
      data.push(key)
    }
    // With --json no names are fetched, because the JSON shows only the ids of people.
    const names = args.json === true ? {} : await peopleOf(data, context)
    const head = ['KEY', 'KIND', 'STATUS', 'SCOPES', 'ENDS IN', 'CREATED (UTC)', 'LAST USED (UTC)', 'OF', 'NAME']
    out.result({ data }, () =>
      table(
        head,
        data.map((key) => rowOf(key, names)),
      ),
    )
  },
})

export const createKey = command({
  summary: 'Creates a key, and prints its secret this once',
  args: {
    name: { type: 'positional', required: true, description: 'A name to tell your keys apart' },
    scopes: { type: 'string', valueHint: 'scope,…', default: 'read,generate', description: `Of ${SCOPES.join(', ')}` },
    user: { type: 'boolean', description: 'A key of your own user, instead of one of --project' },
    expires: { type: 'string', valueHint: 'time', description: 'When it stops working' },
    budget: { type: 'string', valueHint: 'dollars', description: 'What it may spend in a month' },
    'per-minute': { type: 'string', valueHint: 'number', description: 'How many requests it may make in a minute' },
  },
  examples: [
    ['cma keys create "web shop" --project proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --budget 50', 'A key that spends 50 dollars a month at most'],
    ['cma keys create ci --project proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ > key.txt', 'Stdout has only the secret'],
  ],
  async run(args, context) {
    const scopes = listOf(args.scopes).map((scope) => choice('scopes', scope, SCOPES)!)
    const project = context.login.project
    if (args.user !== true && project === null)
      throw new UsageError('Name the project of the key with --project proj_…, or make a key of your user with --user.')
    const budget = micros('budget', args.budget)
    const perMinute = wholeNumber('per-minute', args['per-minute'])
    const created = unwrap(
      await context.platform.config.POST('/keys', {
        params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
        body: {
          ...(args.user === true ? { kind: 'user' } : { kind: 'project', project_id: idOf('proj', project!) }),
          name: args.name,
          scopes,
          expires_at: moment('expires', args.expires),
          limits: [
            ...(budget === undefined ? [] : [{ metric: 'cost_micros' as const, window: 'month' as const, limit: budget }]),
            ...(perMinute === undefined ? [] : [{ metric: 'requests' as const, window_seconds: 60, limit: perMinute }]),
          ],
        },
        signal: context.signal,
      }),
    )
    context.out.say(`${created.id} is made. Its secret is shown only now:`)
    context.out.result(created, () => created.secret)
  },
})

export const rotateKey = command({
  summary: 'Replaces a key by a new one, and prints the new secret this once',
  args: {
    id: { type: 'positional', required: true, description: 'key_…' },
    grace: { type: 'string', valueHint: 'seconds', description: 'How long the old key still works; one day by default' },
  },
  examples: [
    ['cma keys rotate key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', 'The old key works for one more day'],
    ['cma keys rotate key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --grace 0', 'The old key has leaked'],
  ],
  async run(args, { platform, out, signal }) {
    const created = unwrap(
      await platform.config.POST('/keys/{key_id}/rotate', {
        params: { path: { key_id: idOf('key', args.id) }, header: { 'Idempotency-Key': crypto.randomUUID() } },
        body: { grace_period_seconds: wholeNumber('grace', args.grace) },
        signal,
      }),
    )
    out.say(`${created.id} replaces ${args.id}. Its secret is shown only now:`)
    out.result(created, () => created.secret)
  },
})

/**
 * Returns the sentence that names the other keys that end if this key is revoked. An example: `2 other keys end with it: laptop of Ada
 * (key_…, created 2026-11-29 10:00, last used 2026-11-30 09:12), ci (key_…, created 2026-11-29 10:05, never used).`
 */
function endingKeys({ data, dependent_keys: total = 0 }: components['schemas']['KeyList'], names: Names): string {
  const left = total - data.length
  const say = ({ id, name, user_id: userId, created_at: createdAt, last_used_at: usedAt }: Key) =>
    `${name}${userId === null ? '' : ` of ${names[userId] ?? userId}`} (${id}, created ${shortTime(createdAt)}, ${usedAt === null ? 'never used' : `last used ${shortTime(usedAt)}`})`
  const named = [...data.map(say), ...(left > 0 ? [`${left} more`] : [])]
  return `${total === 1 ? '1 other key ends' : `${total} other keys end`} with it: ${named.join(', ')}.`
}

export const revokeKey = command({
  summary: 'Ends a key at once and for good, and every key that was made with it; `keys rotate` keeps those',
  args: {
    id: { type: 'positional', required: true, description: 'key_…' },
    yes: { type: 'boolean', alias: 'y', description: 'Do not ask' },
  },
  examples: [['cma keys revoke key_01K9ZQ4X1V7M3T8B5N2D6F0GHJ --yes', 'Whoever uses it is refused from now on']],
  async run(args, context) {
    const { platform, out, signal } = context
    const path = { key_id: idOf('key', args.id) }
    const isSure = args.yes === true
    // A login without the scope `read` can revoke this key, but cannot list the keys that depend on it. So if the platform refuses the
    // list, the command goes on without it.
    const { data } = await platform.config.GET('/keys', { params: { query: { depends_on: path.key_id, limit: NAMED } }, signal })
    const consequence = data === undefined || !data.dependent_keys ? '' : endingKeys(data, await peopleOf(data.data, context))
    if (consequence !== '' && (isSure || process.stdin.isTTY)) out.say(consequence)
    await confirm(`Revoke ${args.id} for good?`, isSure, consequence)
    const header = { 'Idempotency-Key': crypto.randomUUID() }
    unwrap(await platform.config.DELETE('/keys/{key_id}', { params: { path, header }, signal }))
    out.result({ id: args.id, status: 'revoked' }, () => `${args.id} is revoked.`)
  },
})
