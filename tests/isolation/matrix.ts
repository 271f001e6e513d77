// The isolation matrix: every operation of a contract × every kind of caller that it must refuse. Each operation has a row, its `Case`; an
// operation without a row does not compile. The kinds of callers are the columns, listed in CELLS. Each cell is tested, or is exempt with a
// reason.
import { expect, test } from 'vitest'
import type { Operation } from '../../src/contract/operation.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { type IdPrefix, newId } from '../../src/shared/ids.ts'
import { fetchApi } from '../support/http.ts'

const CELLS = [
  'no_key',
  'malformed_key',
  'revoked_key',
  'expired_key',
  'wrong_scope',
  'lower_role',
  'sibling_project',
  'sibling_instance',
  'other_organization',
] as const
type Cell = (typeof CELLS)[number]
type ForeignCell = Extract<Cell, 'sibling_project' | 'sibling_instance' | 'other_organization'>

/** Maps the name of each path parameter to the id of a resource that a request may name. */
export type Ids = Record<string, string>
interface Sent {
  /** Values for path parameters, by the parameter's name. A value replaces the id that `Ids` has under this name. */
  path?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}
export interface Case<Actor> {
  /**
   * Returns a valid request that names these resources, or several requests if a resource has several kinds. The first request is also
   * sent with the right key (a key that may call the operation) and must then succeed: it is the positive control.
   */
  request?: (ids: Ids) => Sent | Sent[]
  /**
   * The status of the positive control (the request that must succeed). With 401, 403 or 404, all tests of this operation would pass even
   * if the service refused every request. So these three are not allowed.
   */
  succeeds: number
  /**
   * The caller of the positive control (the request that must succeed). Set if this request needs more rights than the operation itself
   * requires.
   */
  as?: Actor
  /**
   * Makes new resources for the operation. Set if the positive control (the request that must succeed) deletes or changes the resources
   * that it names.
   */
  fresh?: () => Promise<Ids>
  /**
   * Runs the positive control (the request that must succeed) and returns its status. Set only if a request with a key is not enough, for
   * example because the operation needs a session.
   */
  control?: () => Promise<number>
  /**
   * Requests with the right key that also name a resource of another tenant. The response must be the same as for a resource that does not
   * exist.
   */
  mentions?: Mention[]
  /**
   * Requests with the right key that also name a resource of another organization. The response must be the same as for a resource that
   * does not exist. Used instead of `mentions` if the caller may see all resources of its own organization.
   */
  mentionsElsewhere?: Mention[]
  exempt?: Partial<Record<Cell, string>>
}

type Mention = (own: Ids, mentioned: Ids) => Sent

export interface Caller {
  key: string | null
  headers?: Record<string, string>
}
interface Reply {
  status: number
  code: string | null
  /** The whole response, without the parts that differ in each call. */
  seen: string
  text: string
}
type Send = (operation: Operation, ids: Ids, sent: Sent, caller: Caller) => Promise<Reply>

/** Headers that differ in each call, or that repeat the request's id. */
const UNSTEADY_HEADERS = new Set(['x-request-id', 'content-length', 'date', 'server-timing', 'age'])

function sender(basePath: string): Send {
  return async (operation, ids, sent, caller) => {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = sent.path?.[name] ?? ids[name]
      if (value === undefined) throw new Error(`${operation.operationId}: nothing for the path's ${name}`)
      return encodeURIComponent(value)
    })
    const query = new URLSearchParams(sent.query).toString()
    const headers = new Headers({ ...sent.headers, ...caller.headers })
    if (caller.key !== null) headers.set('authorization', `Bearer ${caller.key}`)
    const init: RequestInit = { method: operation.method.toUpperCase(), headers }
    if (sent.body instanceof FormData) init.body = sent.body
    else if (sent.body !== undefined) {
      init.body = JSON.stringify(sent.body)
      headers.set('content-type', operation.method === 'patch' ? 'application/merge-patch+json' : 'application/json')
    }
    const response = await fetchApi(`${basePath}${path}${query && `?${query}`}`, init)
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').endsWith('json') && text !== ''
    const body = isJson ? (JSON.parse(text) as { code?: string; request_id?: string }) : {}
    const names = [...response.headers.keys()].filter((name) => !UNSTEADY_HEADERS.has(name)).toSorted()
    let seen = [response.status, ...names.map((name) => `${name}: ${response.headers.get(name)}`), text].join('\n')
    if (body.request_id !== undefined) seen = seen.replaceAll(body.request_id, '{request_id}')
    // The response may repeat ids that the caller sent. Responses to requests with different ids are compared, so each id is replaced by
    // the name of its path parameter.
    for (const [name, id] of Object.entries(ids)) seen = seen.replaceAll(id, `{${name}}`)
    return { status: response.status, code: body.code ?? null, seen, text }
  }
}

/** Replaces each id by a new id of the same kind, which belongs to no resource. */
export function nowhere(ids: Ids, clock: Clock): Ids {
  return Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, /_[0-9A-Z]{26}$/.test(id) ? newId(id.split('_')[0] as IdPrefix, clock) : id]),
  )
}

/**
 * Returns the row of the isolation matrix for an operation that needs no key. Such an operation refuses no caller, so the whole row is
 * exempt.
 */
export function open<Actor>(succeeds: number, reason: string, request?: Case<Actor>['request']): Case<Actor> {
  const exempt = Object.fromEntries(CELLS.map((cell) => [cell, reason]))
  return { succeeds, exempt, ...(request ? { request } : {}) }
}
/**
 * Returns entries of `exempt` (see `Case`) for an operation that names no resource of a tenant. With them, the columns of callers from
 * other tenants are not tested. `reason` says why.
 */
export function namesNothing(reason: string): Record<ForeignCell, string> {
  return { sibling_project: reason, sibling_instance: reason, other_organization: reason }
}

export interface Play {
  operation: Operation
  /** Sends a request of the operation as this caller. `ids` are the resources in the path. */
  send: (ids: Ids, sent: Sent, caller: Caller) => Promise<Reply>
  requests: (ids: Ids) => Sent[]
  /** The ids of the tenant's resources, and of the new resources that `fresh` makes for this operation. */
  ids: Ids
  faults: string[]
}
/** Checks that each request of the operation is refused with this status and one of these codes. */
export async function refused(play: Play, cell: string, caller: Caller, status: number, ...codes: string[]): Promise<void> {
  for (const sent of play.requests(play.ids)) {
    const reply = await play.send(play.ids, sent, caller)
    if (reply.status !== status || !codes.includes(reply.code ?? ''))
      play.faults.push(`${cell}: ${reply.status} ${reply.code} instead of ${status} ${codes.join(' or ')}`)
  }
}
/**
 * Checks that a caller who may not see the operation's resources gets the same response as for `ghosts`, which are ids that no resource
 * has.
 */
export async function unseen(play: Play, cell: string, caller: (ids: Ids) => Caller, ghosts: Ids, statuses: number[]): Promise<void> {
  const theirs = play.requests(play.ids)
  const nothing = play.requests(ghosts)
  for (const [index, sent] of theirs.entries()) {
    const reply = await play.send(play.ids, sent, caller(play.ids))
    const ghost = await play.send(ghosts, nothing[index]!, caller(ghosts))
    if (!statuses.includes(reply.status)) play.faults.push(`${cell}: ${reply.status} ${reply.code} instead of ${statuses.join(' or ')}`)
    if (reply.seen !== ghost.seen) play.faults.push(`${cell}: tells what it hides from what is nowhere:\n${reply.seen}\n--\n${ghost.seen}`)
  }
}

interface Columns<Actor> {
  basePath: string
  /** Returns the ids of the tenant's resources; called when the tests run. */
  ids: () => Ids
  /** `siblings` returns the ids of other tenants in the same organization, `elsewhere` returns the ids of another organization. */
  siblings: () => Ids[]
  elsewhere: () => Ids
  clock: Clock
  right: (operation: Operation, as: Actor | undefined) => Promise<Caller>
  cells: Record<Cell, (play: Play, row: Case<Actor>) => Promise<void>>
}

/**
 * Makes one test for each operation. The test sends the requests of all kinds of callers, and the requests that name foreign resources
 * (`mentions`). At the end it sends the request that must succeed, with the same resources.
 */
export function playMatrix<Actor>(
  operations: Record<string, Operation>,
  cases: Record<string, Case<Actor>>,
  columns: Columns<Actor>,
): void {
  const sendOf = sender(columns.basePath)
  test.each(Object.values(operations))('$operationId', async (operation) => {
    const row = cases[operation.operationId]!
    const faults: string[] = []
    const send = (ids: Ids, sent: Sent, caller: Caller) => sendOf(operation, ids, sent, caller)
    const requests = (ids: Ids) => [row.request?.(ids) ?? {}].flat()
    const play: Play = { operation, send, requests, ids: { ...columns.ids(), ...(await row.fresh?.()) }, faults }
    const isOpen = CELLS.every((cell) => row.exempt?.[cell] !== undefined)
    if (isOpen !== operation.open) faults.push('exempt from everything, and not open')
    for (const cell of CELLS) if (row.exempt?.[cell] === undefined) await columns.cells[cell](play, row)
    if (!operation.open) {
      const caller = await columns.right(operation, row.as)
      const elsewhere = columns.elsewhere()
      const played = [
        ...(row.mentions ?? []).flatMap((mention) => [...columns.siblings(), elsewhere].map((other) => ({ mention, other }))),
        ...(row.mentionsElsewhere ?? []).map((mention) => ({ mention, other: elsewhere })),
      ]
      for (const { mention, other } of played) {
        const reply = await mentioned(send, play.ids, other, mention, caller)
        const ghost = await mentioned(send, play.ids, nowhere(other, columns.clock), mention, caller)
        if (reply !== ghost) faults.push(`a mention tells what it hides from what is nowhere:\n${reply}\n--\n${ghost}`)
      }
      const status = row.control ? await row.control() : (await send(play.ids, requests(play.ids)[0]!, caller)).status
      if (status !== row.succeeds) faults.push(`the right key got ${status} instead of ${row.succeeds}`)
      if ([401, 403, 404].includes(row.succeeds)) faults.push('its positive control proves nothing')
    }
    expect(faults.join('\n\n')).toBe('')
  })
}

async function mentioned(send: Play['send'], own: Ids, other: Ids, mention: Mention, caller: Caller): Promise<string> {
  const { seen } = await send(own, mention(own, other), caller)
  return Object.entries(other).reduce((text, [name, id]) => text.replaceAll(id, `{other ${name}}`), seen)
}
