import type { AlertKind, AlertReport, AlertValues, RaisedAlert } from '../../shared/alerts.ts'
import { runBatch, type Statement } from '../../shared/d1.ts'
import { idFrom } from '../../shared/ids.ts'
import { endStatement, forgetStatement, raiseStatements, seenStatement } from '../db/alerts.ts'
import type { InstanceRow } from '../db/instances.ts'
import type { Services } from '../services.ts'

type AlertServices = Pick<Services, 'db' | 'environment'>

/**
 * Handles a report about alerts: stores a new alert, which is then sent; notes that the cause of an open alert was seen again; ends an
 * alert; or closes the alerts that the limiter no longer knows. A repeat of the same report changes nothing more.
 */
export async function reportAlert(services: AlertServices, report: AlertReport): Promise<void> {
  switch (report.act) {
    case 'raise':
      await raiseAlert(services, report)
      return
    case 'seen':
      await runBatch(services.db, [seenStatement(report)])
      return
    case 'end':
      await runBatch(services.db, [endStatement(report)])
      return
    case 'forget':
      await runBatch(services.db, [forgetStatement(report)])
  }
}

/**
 * Stores an alert, and a delivery for each webhook that receives this kind of alert. If `unlessOpen` is true, no second alert is stored
 * while an alert about the same thing is open.
 */
export async function raiseAlert(services: AlertServices, alert: RaisedAlert, unlessOpen = false): Promise<void> {
  await runBatch(services.db, await raising(services, alert, unlessOpen))
}

/**
 * Raises or ends an alert about a whole instance. `values` describe the cause; if `values` is null, the cause is over and the alert ends.
 * If such an alert is open already, no second one is added.
 */
export async function setStandingAlert(
  services: AlertServices & Pick<Services, 'clock'>,
  { id, organizationId }: Pick<InstanceRow, 'id' | 'organizationId'>,
  kind: AlertKind,
  values: AlertValues | null,
): Promise<void> {
  const at = services.clock()
  const about = { organizationId, instanceId: id, kind, subject: { kind: 'instance' as const, id } }
  if (values === null) await runBatch(services.db, [endStatement({ ...about, at: at + 1 })])
  else await raiseAlert(services, { ...about, at, act: 'raise', projectId: null, once: `${kind}|${at}`, values, endsAt: null }, true)
}

/**
 * Returns the statements that raise an alert; the calling function runs them in its batch. Before that, this function tells the AlertSender
 * object to look for new alerts for some time. So the alert is sent even if the request breaks off right after the batch.
 */
export async function raising({ environment }: AlertServices, alert: RaisedAlert, unlessOpen = false): Promise<Statement[]> {
  await environment.ALERT_SENDER.getByName(alert.organizationId).arm(alert.organizationId)
  return raiseStatements(await alertId(alert), alert, unlessOpen)
}

/**
 * Derives the alert's id from three values: the id of the instance or organization, the alert's unique name `once`, and the time `at`.
 * They are the same in every repeat of a report, so a repeat has the same alert id.
 */
async function alertId({ organizationId, instanceId, once, at }: RaisedAlert): Promise<string> {
  const name = new TextEncoder().encode(`${instanceId ?? organizationId}|${once}`)
  return idFrom('alert', at, new Uint8Array(await crypto.subtle.digest('SHA-256', name)))
}
