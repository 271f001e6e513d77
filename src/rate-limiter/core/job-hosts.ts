// Chooses the objects that host the jobs of generations (docs/specs/generation-jobs.md). Pure: no clock, no storage.
import type { AdmitRequest } from '../../shared/config-rpc.ts'
import { hostNumberOf, MOST_HOSTS, onHost, withoutHost } from '../../shared/generation-id.ts'
import { isRunning } from './budget.ts'
import type { Reservation } from './reservation.ts'

/**
 * The number of jobs with which a host is full. A full host gets a further job only if all hosts of the instance are full. An object may
 * have six network connections open at the same time. A job needs one or two. If all jobs of a host need two at once, some of them have to
 * wait.
 */
export const JOBS_PER_HOST = 4

type Hosted = Pick<Reservation, 'generationId' | 'hosted'>

/**
 * Knows how many jobs each host of the instance has, and which final generation id each admission request got. After a restart of the
 * limiter, `enter` is called for each reservation that has not ended, which restores this knowledge. Every method ignores requests and
 * reservations without `hosted`: they come from an earlier version of the generation service, and their generation ids name no host.
 */
export class JobHosts {
  readonly #isLive: (generationId: string) => boolean
  /** The number of running generations on each host, including those that are just being admitted. */
  readonly #jobs = new Map<number, number>()
  /** Key: a generation id without the host's number. Value: the full id, which names the host. */
  readonly #ids = new Map<string, string>()

  /** `isLive` returns whether the limiter has a reservation of this id that has not ended. */
  constructor(isLive: (generationId: string) => boolean) {
    this.#isLive = isLive
  }

  /**
   * Chooses the object that will host the generation's job: the first one with room. Returns the request with the generation's final id,
   * which names the host. If the request was admitted before, the id stays the same. The request occupies room on the host until
   * `unassign` is called. So requests that wait for their admission do not all choose the same host.
   */
  assign<Asked extends AdmitRequest>(request: Asked): Asked {
    if (request.hosted !== true) return request
    const call = withoutHost(request.generationId)
    const generationId = this.#ids.get(call) ?? onHost(request.generationId, this.#firstWithRoom())
    this.#ids.set(call, generationId)
    this.#count(generationId, 1)
    return { ...request, generationId }
  }

  /**
   * Frees the room on the host that `assign` has occupied for the request. Called whether the request was admitted or refused. If it was
   * admitted, `enter` has already occupied room on the host for the reservation.
   */
  unassign({ hosted, generationId }: AdmitRequest): void {
    if (hosted !== true) return
    this.#count(generationId, -1)
    if (!this.#isLive(generationId)) this.#ids.delete(withoutHost(generationId))
  }

  /**
   * Adds a reservation that is not settled or released yet. It takes room on its host, unless its state is `held`: then the job is over,
   * and only its cost is open. The id of every reservation is remembered: if the same admission request is sent again, it must get the same
   * generation id.
   */
  enter({ hosted, generationId, state }: Reservation): void {
    if (hosted !== true) return
    this.#ids.set(withoutHost(generationId), generationId)
    if (isRunning(state)) this.#count(generationId, 1)
  }

  /** Records that a job has ended, so that its host has room for another one. */
  endJob({ hosted, generationId }: Hosted): void {
    if (hosted === true) this.#count(generationId, -1)
  }

  /** Forgets the id of a reservation that has ended. The room on the host is already free: `endJob` was called when the job ended. */
  leave({ hosted, generationId }: Hosted): void {
    if (hosted === true) this.#ids.delete(withoutHost(generationId))
  }

  /** For tests. */
  inspect(): { jobs: Record<number, number>; ids: Record<string, string> } {
    return {
      jobs: Object.fromEntries([...this.#jobs].sort(([a], [b]) => a - b)),
      ids: Object.fromEntries([...this.#ids].sort(([a], [b]) => (a < b ? -1 : 1))),
    }
  }

  #firstWithRoom(): number {
    for (let number = 0; number < MOST_HOSTS; number++) if ((this.#jobs.get(number) ?? 0) < JOBS_PER_HOST) return number
    return Math.floor(Math.random() * MOST_HOSTS)
  }

  #count(generationId: string, difference: number): void {
    const number = hostNumberOf(generationId)
    const count = (this.#jobs.get(number) ?? 0) + difference
    if (count === 0) this.#jobs.delete(number)
    else this.#jobs.set(number, count)
  }
}
