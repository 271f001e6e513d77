// One object per instance deletes data past its retention. The object starts itself by an alarm. So no schedule has to be set up, not even
// for a dedicated Worker. The object ends when its instance is deleted and no data is left.
import { DurableObject } from 'cloudflare:workers'
import type { StorageNote } from '../../shared/config-rpc.ts'
import { errorFields, log } from '../../shared/log.ts'
import type { SweeperRpc } from '../env.ts'
import { createServices, type ConnectConfig, type Services } from '../services.ts'
import { sizeInBytes } from '../db/retention.ts'
import { ownReport } from '../snapshots.ts'
import { sweep, type SweepMemory } from './sweep.ts'

const HOUR_MS = 3_600_000
/** The delay before the next sweep if the current sweep did not delete everything. */
const SOON_MS = 5000
/**
 * If the database has more bytes than this, each sweep logs a warning. A D1 database holds at most 10 GB. So the warning comes early enough
 * to set a maximum number of records, or to move an instance to a database of its own.
 */
const FILLING_BYTES = 6_000_000_000
const LIMIT_BYTES = 10_000_000_000

export class SweeperObject extends DurableObject implements SweeperRpc {
  readonly #reachConfig: ConnectConfig

  constructor(context: DurableObjectState, env: Cloudflare.Env, reachConfig: ConnectConfig) {
    super(context, env)
    this.#reachConfig = reachConfig
  }

  async watch(instanceId: string): Promise<void> {
    if (this.ctx.storage.kv.get('instanceId') === instanceId && (await this.ctx.storage.getAlarm()) !== null) return
    this.ctx.storage.kv.put('instanceId', instanceId)
    await this.ctx.storage.setAlarm(Date.now() + HOUR_MS)
  }

  override async alarm(): Promise<void> {
    const instanceId = this.ctx.storage.kv.get<string>('instanceId')
    if (instanceId === undefined) return
    let nextMs: number | null = HOUR_MS
    try {
      const services = createServices(this.env, this.ctx, this.#reachConfig)
      const { pictures, records, more, over, rows } = await sweep(services, instanceId, this.#memory)
      const bytes = await sizeInBytes(services.db)
      if (bytes > FILLING_BYTES) log('warn', 'data_database_filling', { instance_id: instanceId, bytes })
      await noteStorage(services, { instanceId, bytes, limitBytes: LIMIT_BYTES, rows, worker: ownReport(services) })
      if (pictures + records > 0) log('info', 'retention_swept', { instance_id: instanceId, count: pictures + records })
      if (more) nextMs = SOON_MS
      if (over) nextMs = null
    } catch (error) {
      log('error', 'retention_failed', { instance_id: instanceId, ...errorFields(error) })
    } finally {
      if (nextMs === null) await this.ctx.storage.deleteAll()
      else await this.ctx.storage.setAlarm(Date.now() + nextMs)
    }
  }

  get #memory(): SweepMemory {
    const { kv } = this.ctx.storage
    return {
      goneSince: (id) => kv.get<number>(`gone:${id}`),
      noteGone: (id, since) => void (since === null ? kv.delete(`gone:${id}`) : kv.put(`gone:${id}`, since)),
      get cursor() {
        return kv.get<string>('cursor') ?? null
      },
      set cursor(projectId) {
        if (projectId === null) kv.delete('cursor')
        else kv.put('cursor', projectId)
      },
    }
  }
}

/**
 * Reports to the config service how much is stored. If that fails, the sweep goes on, because the next sweep reports again. A config
 * service of an earlier version does not have the method, so a call to it always fails.
 */
async function noteStorage({ rpc }: Pick<Services, 'rpc'>, note: StorageNote): Promise<void> {
  await rpc
    .noteStorage(note)
    .catch((error: unknown) => log('warn', 'storage_not_noted', { instance_id: note.instanceId, ...errorFields(error) }))
}

const watched = new Set<string>()

/** Starts an instance's sweeper; called when pictures are stored. Only the first call for an instance in an isolate has an effect. */
export function watchRetention(services: Services, instanceId: string): void {
  if (watched.has(instanceId)) return
  watched.add(instanceId)
  const stub = services.environment.SWEEPER.getByName(instanceId)
  services.waitUntil(
    stub.watch(instanceId).catch((error: unknown) => {
      watched.delete(instanceId)
      log('warn', 'retention_not_watched', {
        request_id: services.requestId ?? undefined,
        instance_id: instanceId,
        ...errorFields(error),
      })
    }),
  )
}
