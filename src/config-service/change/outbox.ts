import { DurableObject } from 'cloudflare:workers'
import { asc, isNull, sql } from 'drizzle-orm'
import { backoffMs } from '../../shared/backoff.ts'
import { errorFields, log } from '../../shared/log.ts'
import { outbox } from '../db/schema.ts'
import type { OutboxRpc } from '../env.ts'
import { createServices } from '../services.ts'
import { Journal, type Restored } from './journal.ts'
import { publish } from './publish.ts'

const FIRST_LOOK_MS = 2_000
// A request sets the outbox's alarm before it stores its change. So the alarm may run too early and find no change to publish. Therefore
// the outbox looks for the change once more after this time.
const WATCH_MS = 60_000
const LONGEST_WAIT_MS = 60_000
const BATCH = 50
const KEEP_DONE_MS = 24 * 60 * 60 * 1000

/**
 * One object, with the name `outbox`, exists for the whole platform. It publishes changes whose requests broke off before publishing them.
 * Each organization has a further object, with the organization's id as its name, which keeps the organization's journal. The journal is a
 * list of all changes. It is not stored in the database, so it shows whether the database was restored to an earlier time.
 */
export class Outbox extends DurableObject implements OutboxRpc {
  #journal: Journal | undefined
  #turn: Promise<unknown> = Promise.resolve()

  follow(organizationId: string): Promise<Restored | null> {
    return this.#inTurn((journal) => journal.follow(organizationId))
  }

  accept(organizationId: string, fork: number, head: string): Promise<void> {
    return this.#inTurn((journal) => journal.accept(organizationId, fork, head))
  }

  /**
   * Runs the calls one after another. Each call waits for the database between reading and writing the journal, so overlapping calls would
   * work with an outdated journal.
   */
  #inTurn<Result>(work: (journal: Journal) => Promise<Result>): Promise<Result> {
    const journal = (this.#journal ??= new Journal(this.ctx.storage.sql, createServices(this.env, this.ctx).db))
    const result = this.#turn.then(() => work(journal))
    this.#turn = result.catch(() => undefined)
    return result
  }

  async arm(): Promise<void> {
    await this.ctx.storage.put('watchUntil', Date.now() + WATCH_MS)
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + FIRST_LOOK_MS)
  }

  override async alarm(): Promise<void> {
    let failures = (await this.ctx.storage.get<number>('failures')) ?? 0
    let left = true
    try {
      left = await this.#publishDue()
      failures = 0
    } catch (error) {
      failures++
      log('warn', 'outbox_failed', { attempt: failures, ...errorFields(error) })
    } finally {
      await this.ctx.storage.put('failures', failures)
      const watchUntil = (await this.ctx.storage.get<number>('watchUntil')) ?? 0
      if (left)
        await this.ctx.storage.setAlarm(Date.now() + backoffMs(failures + 1, { firstMs: FIRST_LOOK_MS, longestMs: LONGEST_WAIT_MS }))
      else if (watchUntil > Date.now()) await this.ctx.storage.setAlarm(watchUntil + FIRST_LOOK_MS)
    }
  }

  /**
   * Publishes the rows that are not published yet and are old enough. Returns true if this call has found any unpublished row, even a young
   * one; the next alarm must then look again.
   */
  async #publishDue(): Promise<boolean> {
    const services = createServices(this.env, this.ctx)
    const now = services.clock()
    const open = await services.db.select().from(outbox).where(isNull(outbox.doneAt)).orderBy(asc(outbox.createdAt)).limit(BATCH)
    // Very young rows are skipped, because the requests that wrote them are probably publishing them now.
    const due = open.filter((row) => row.createdAt <= now - FIRST_LOOK_MS / 2)
    const results = await Promise.allSettled(due.map((row) => publish(services, row)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    if (open.length > 0) return true
    await services.db.run(sql`DELETE FROM ${outbox} WHERE done_at < ${now - KEEP_DONE_MS}`)
    return false
  }
}
