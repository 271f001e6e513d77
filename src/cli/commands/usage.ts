import { unwrap } from '../../../generated/clients/typescript/index.ts'
import { choice, command, listOf, moment } from '../command.ts'
import { dollars, shortTime, table } from '../plain-text.ts'

export const usage = command({
  summary: 'Shows what the project has made and spent',
  args: {
    from: { type: 'string', valueHint: 'time', description: 'The first moment' },
    to: { type: 'string', valueHint: 'time', description: 'The end, which is not included' },
    bucket: { type: 'string', valueHint: 'hour|day', description: 'How much time a row covers' },
    by: { type: 'string', valueHint: 'key,model,provider,connection', description: 'A row for each of these' },
  },
  examples: [
    ['cma usage --from 2026-11-01 --by model', 'This month, by model'],
    ['cma usage --bucket hour --json', 'For a script'],
  ],
  async run(args, { platform, out, signal }) {
    const groups = listOf(args.by).map((name) => choice('by', name, ['key', 'model', 'provider', 'connection'])!)
    const query = {
      from: moment('from', args.from),
      to: moment('to', args.to),
      bucket: choice('bucket', args.bucket, ['hour', 'day']),
      group_by: groups.length === 0 ? undefined : groups,
    }
    const report = unwrap(await platform.generation.GET('/usage', { params: { query }, signal }))
    out.result(report, () =>
      table(
        ['FROM (UTC)', ...groups.map((name) => name.toUpperCase()), 'REQUESTS', 'SUCCEEDED', 'FAILED', 'PICTURES', 'COST', 'HELD'],
        report.data.map((row) => [
          shortTime(row.start),
          ...groups.map((name) => ({ key: row.key_id, model: row.model, provider: row.provider, connection: row.connection })[name]),
          row.requests,
          row.succeeded,
          row.failed,
          row.images,
          dollars(row.cost_micros),
          dollars(row.held_micros),
        ]),
      ),
    )
  },
})
