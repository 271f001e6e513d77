import { BoundedCache } from '../../shared/bounded-cache.ts'
import { errorFields, log } from '../../shared/log.ts'
import { RELEASE, skewOf, type WorkerReport } from '../../shared/release.ts'
import { writeWorker } from '../db/instances.ts'
import type { Services } from '../services.ts'

/** If a Worker reports the same version again, the report is stored only if the last stored report is older than this. */
const REPEATED_AFTER_MS = 3_600_000
/**
 * For this long after a report, this isolate ignores further reports of the same version by the same instance, without asking the
 * database.
 */
const KNOWN_MS = 300_000
const LONGEST = 100
const known = new BoundedCache<string, { version: string; at: number }>(500)

/**
 * Shortens a text that a Worker has reported, and replaces every character that is not printable ASCII. Such characters could do harm in
 * the terminal of a person who reads the text.
 */
const plain = (text: string): string => text.slice(0, LONGEST).replaceAll(/[^ -~]/g, '?')

/**
 * Stores the version that an instance's Worker has reported in a call. If the version cannot be stored, this is only logged, so that the
 * call of the Worker does not fail.
 */
export async function noteWorker(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  instanceId: string,
  report: WorkerReport & { dedicated: boolean },
): Promise<void> {
  const now = clock()
  const [version, release] = [plain(report.version), plain(report.release)]
  const last = known.get(instanceId)
  if (last !== undefined && last.version === version && now - last.at < KNOWN_MS) return
  known.set(instanceId, { version, at: now })
  const skew = skewOf(release)
  if (skew === 'unsupported')
    log('warn', 'worker_release_unsupported', {
      instance_id: instanceId,
      message: `The Worker is of release ${release}, the config service of ${RELEASE}.`,
    })
  try {
    await writeWorker(db, instanceId, { version, release, dedicated: report.dedicated, seenAt: now }, now - REPEATED_AFTER_MS)
  } catch (error) {
    known.delete(instanceId)
    log('warn', 'worker_version_not_noted', { instance_id: instanceId, ...errorFields(error) })
  }
}
