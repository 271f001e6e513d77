import { ApiError } from '../../../generated/clients/typescript/index.ts'
import { choice, command, idOf, listOf, wholeNumber } from '../command.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { isLoopback } from '../logins.ts'
import { EVENT_TYPES, type Listening } from '../webhooks/event.ts'
import { poll } from '../webhooks/poll.ts'
import { receive } from '../webhooks/receive.ts'

export const listen = command({
  summary: 'Shows the events of generations as they happen, and forwards them to a port of this machine',
  args: {
    forward: { type: 'string', valueHint: 'port[/path]', description: 'Where your app receives webhooks, such as 3000/webhooks' },
    events: { type: 'string', valueHint: 'type,…', description: `Of ${EVENT_TYPES.join(', ')}; by default all` },
    instance: { type: 'string', valueHint: 'inst_…', description: 'The instance, for a key that manages several' },
    poll: { type: 'boolean', description: 'Do not register an endpoint; ask for new events instead' },
    interval: { type: 'string', valueHint: 'seconds', default: '2', description: 'How often to ask' },
    'exit-after': { type: 'string', valueHint: 'number', description: 'End after so many events' },
  },
  examples: [
    ['cma webhooks listen', 'Shows generations as they end'],
    ['cma webhooks listen --forward 3000/webhooks --profile admin', 'Your app gets each event at http://127.0.0.1:3000/webhooks'],
    ['cma webhooks listen --poll --forward 3000/webhooks', 'The same with a deployed platform, which cannot reach this machine'],
  ],
  async run(args, context) {
    const interval = wholeNumber('interval', args.interval) ?? 2
    if (interval < 1) throw new UsageError('--interval is at least one second.')
    const events = listOf(args.events).map((type) => choice('events', type, EVENT_TYPES)!)
    const listening: Listening = {
      forward: args.forward === undefined ? null : targetOf(args.forward),
      events: events.length === 0 ? [...EVENT_TYPES] : events,
      most: wholeNumber('exit-after', args['exit-after']) ?? Infinity,
      intervalMs: interval * 1000,
    }
    if (args.poll !== true) {
      const obstacle = await receiveIfPossible(context, args.instance, listening)
      if (obstacle === null) return
      context.out.say(`${obstacle} So new events are asked for (--poll).`)
    }
    await poll(context, listening)
  },
})

/**
 * Receives events through an endpoint, and returns null when the command ends. Returns a sentence with the reason if this platform or this
 * key cannot have an endpoint that leads here.
 */
async function receiveIfPossible(context: Context, instance: string | undefined, listening: Listening): Promise<string | null> {
  if (!isLoopback(new URL(context.login.url))) return 'A deployed platform cannot reach this machine.'
  try {
    await receive(context, await instanceOf(context, instance), listening)
    return null
  } catch (error) {
    if (!(error instanceof ApiError) || !NOT_ALLOWED.has(error.code ?? '')) throw error
    return 'This key cannot register an endpoint, which needs the key of a user with the scope manage and the role developer.'
  }
}
const NOT_ALLOWED = new Set(['insufficient_scope', 'insufficient_role'])

async function instanceOf({ platform, signal, login }: Context, given: string | undefined): Promise<string> {
  if (given !== undefined) return idOf('inst', given)
  const { data: me } = await platform.config.GET('/me', { signal })
  if (me?.instance_id) return me.instance_id
  const project =
    login.project === null
      ? undefined
      : await platform.config.GET('/projects/{project_id}', { params: { path: { project_id: login.project } }, signal })
  if (project?.data !== undefined) return project.data.instance_id
  const { data: instances } = await platform.config.GET('/instances', { params: { query: { limit: 2 } }, signal })
  if (instances?.data.length === 1) return instances.data[0]!.id
  throw new UsageError('Name the instance with --instance inst_…; cma instances list shows them. Or ask for events with --poll.')
}

/** Returns the address to forward events to. It must be on this machine, because events contain prompts and links. */
function targetOf(text: string): URL {
  const address = /^\d{1,5}(\/|$)/.test(text) ? `http://127.0.0.1:${text}` : text
  const target = URL.canParse(address) ? new URL(address) : null
  if (target === null || target.protocol !== 'http:' || !isLoopback(target) || target.username || target.password)
    throw new UsageError(`--forward is a port of this machine, such as 3000/webhooks or http://127.0.0.1:3000/webhooks, not "${text}".`)
  return target
}
