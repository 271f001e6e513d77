// Saves data to a file, as lines of JSON (NDJSON), before retention deletes it: generations with their pictures, the request log, usage.
import { existsSync, statSync } from 'node:fs'
import { ApiError } from '../../../generated/clients/typescript/index.ts'
import type { components } from '../../../generated/generation/types.ts'
import { choice, command, listOf, moment } from '../command.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { Destination, formatFrom, LineFile } from '../files.ts'
import { ORGANIZATION, requireInstance } from './instances.ts'

type Generation = components['schemas']['Generation']
const PAGE = 100
const HOUR_MS = 3_600_000
/** The span of one request for usage by the hour. With groups, an hour has many rows, and a response may have only so many bytes. */
const USAGE_SPAN_MS = { whole: 31 * 24 * HOUR_MS, grouped: 24 * HOUR_MS }
const PICTURES_AT_ONCE = 4

const FILE_ARGS = {
  out: { type: 'string', alias: 'o', valueHint: 'file', required: true, description: 'The file to write, or - for stdout' },
  force: { type: 'boolean', alias: 'f', description: 'Replace the file if it exists' },
} as const
const INSTANCE_ARGS = {
  instance: { type: 'string', valueHint: 'slug or id', required: true, description: 'The instance' },
  ...ORGANIZATION,
  from: { type: 'string', valueHint: 'time', description: 'The first moment' },
  to: { type: 'string', valueHint: 'time', description: 'The end, which is not included' },
} as const

export const exportGenerations = command({
  summary: 'Saves the generations of the project, and their pictures, before retention deletes them',
  args: {
    ...FILE_ARGS,
    after: { type: 'string', valueHint: 'time', description: 'Those created at or after this time' },
    before: { type: 'string', valueHint: 'time', description: 'Those created before this time' },
    pictures: {
      type: 'string',
      valueHint: 'folder',
      description: 'Also save the pictures there; those that it has already are left as they are',
    },
  },
  examples: [
    ['cma export generations --out november.ndjson --after 2026-11-01 --before 2026-12-01', 'The records of a month'],
    ['cma export generations --out all.ndjson --pictures pictures', 'Everything, with the pictures'],
  ],
  async run(args, context) {
    const pictures = args.pictures === undefined ? null : new PictureFolder(context, args.pictures)
    const query = { created_after: moment('after', args.after), created_before: moment('before', args.before), limit: PAGE }
    const { platform, signal } = context
    const page = (cursor: string | undefined) =>
      platform.generation.GET('/generations', { params: { query: { ...query, cursor } }, signal })
    await save(context, args, platform.paginate(page, { signal }), async (generations) => {
      for (const generation of generations) await pictures?.add(generation)
    })
    pictures?.report()
  },
})

export const exportLogs = command({
  summary: 'Saves the request log of an instance before retention deletes it',
  args: { ...FILE_ARGS, ...INSTANCE_ARGS },
  examples: [['cma export logs --instance production --out log.ndjson --from 2026-11-01 --profile admin', 'Since a day']],
  async run(args, context) {
    const { platform, signal } = context
    const { id } = await requireInstance(context, args.instance, args.organization)
    const query = { from: moment('from', args.from), to: moment('to', args.to), limit: PAGE }
    const page = (cursor: string | undefined) =>
      platform.config.GET('/instances/{instance_id}/logs', {
        params: { path: { instance_id: id }, query: { ...query, cursor } },
        signal,
      })
    await save(context, args, platform.paginate(page, { signal }))
  },
})

export const exportUsage = command({
  summary: 'Saves the usage of an instance, by the hour, before retention deletes it',
  args: {
    ...FILE_ARGS,
    ...INSTANCE_ARGS,
    from: { ...INSTANCE_ARGS.from, required: true, description: 'The first hour' },
    to: { ...INSTANCE_ARGS.to, description: 'The hour after the last one; by default the present hour, which is then left out' },
    by: { type: 'string', valueHint: 'project,key,model,provider,connection', description: 'A row for each of these' },
  },
  examples: [
    ['cma export usage --instance production --from 2026-01-01 --by project,model --out usage.ndjson', 'Of a year, by project and model'],
  ],
  async run(args, context) {
    const { id } = await requireInstance(context, args.instance, args.organization)
    const groups = listOf(args.by).map((name) => choice('by', name, ['project', 'key', 'model', 'provider', 'connection'])!)
    const from = hourOf('from', moment('from', args.from)!)
    // The present hour is not complete. So by default it is left out, and the next export has it.
    const present = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
    const to = args.to === undefined ? present : hourOf('to', moment('to', args.to)!)
    if (from >= to)
      throw new UsageError(
        args.to === undefined ? '--from must be before the present hour, which is not complete yet.' : '--from must be before --to.',
      )
    await save(context, args, usageRows(context, id, groups, from, to))
    if (to > present) context.out.say(`The hour from ${new Date(present).toISOString()} is not over, so its rows are not complete`)
  },
})

/** Returns the time in Unix milliseconds. Throws if it is not the beginning of an hour: half an hour cannot be exported. */
function hourOf(name: string, time: string): number {
  const at = Date.parse(time)
  if (at % HOUR_MS !== 0) throw new UsageError(`--${name} must be a whole hour of UTC, such as 2026-11-28T09:00:00Z, not "${time}".`)
  return at
}

/** Returns the rows of usage by the hour, oldest first. One request may cover only a bounded span, so several are sent. */
async function* usageRows(
  { platform, signal }: Context,
  instanceId: string,
  groups: ('project' | 'key' | 'model' | 'provider' | 'connection')[],
  from: number,
  to: number,
) {
  const spanMs = groups.length === 0 ? USAGE_SPAN_MS.whole : USAGE_SPAN_MS.grouped
  for (let start = from; start < to; start += spanMs) {
    const query = {
      bucket: 'hour' as const,
      from: new Date(start).toISOString(),
      to: new Date(Math.min(to, start + spanMs)).toISOString(),
      ...(groups.length === 0 ? {} : { group_by: groups }),
    }
    const path = { instance_id: instanceId }
    // Usage has a single page. `paginate` is used all the same, because it repeats a call that has failed.
    const page = async () => {
      const { data, ...rest } = await platform.config.GET('/instances/{instance_id}/usage', { params: { path, query }, signal })
      return { ...rest, ...(data === undefined ? {} : { data: { data: data.data, next_cursor: null } }) }
    }
    yield* platform.paginate(page, { signal })
  }
}

/**
 * Writes the items as lines of JSON. `beforeWrite` gets the items of each page before they are written. The file gets its name only when all
 * lines are in it.
 */
async function save<Item>(
  { out, signal }: Context,
  { out: name, force }: { out: string; force?: boolean },
  items: AsyncIterable<Item>,
  beforeWrite: (page: Item[]) => Promise<void> = async () => {},
): Promise<void> {
  if (name === '-' && out.json) throw new UsageError('--out - prints lines of JSON by itself: leave --json out.')
  const file = new LineFile(name, force === true)
  let count = 0
  let page: Item[] = []
  const flush = async () => {
    await beforeWrite(page)
    await file.write(page, signal)
    count += page.length
    page = []
    out.progress('export', `${count} lines`)
  }
  try {
    for await (const item of items) if (page.push(item) === PAGE) await flush()
    await flush()
    file.finish()
  } finally {
    file.abandon()
    out.endProgress('export')
  }
  const { path } = file
  if (path === null) return
  out.result({ file: path, lines: count }, () => path)
  out.say(`${count} lines`)
}

/** Saves the pictures of generations into a folder, each under the id of its asset. */
class PictureFolder {
  readonly #context: Context
  readonly #destination: Destination
  readonly #count = { saved: 0, there: 0, deleted: 0 }

  constructor(context: Context, folder: string) {
    this.#context = context
    this.#destination = new Destination(`${folder}/`, true)
  }

  async add({ images }: Generation): Promise<void> {
    for (let at = 0; at < images.length; at += PICTURES_AT_ONCE)
      await Promise.all(images.slice(at, at + PICTURES_AT_ONCE).map((image) => this.#save(image)))
  }

  async #save({ asset_id: id, format, size_bytes: size }: Generation['images'][number]): Promise<void> {
    const name = { id, model: null, index: 0, count: 1, format: formatFrom(format) }
    const path = this.#destination.pathOf(name)
    if (existsSync(path) && statSync(path).size === size) {
      this.#count.there++
      return
    }
    try {
      this.#destination.save(name, await this.#context.platform.download(id, { signal: this.#context.signal }))
      this.#count.saved++
    } catch (error) {
      // The record outlives its pictures: somebody, or retention, has deleted this one.
      if (!(error instanceof ApiError) || error.status !== 404) throw error
      this.#count.deleted++
    }
  }

  report(): void {
    const { saved, there, deleted } = this.#count
    this.#context.out.say(`${saved} pictures saved, ${there} were there already, ${deleted} are deleted`)
  }
}
