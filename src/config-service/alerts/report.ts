import type { AlertKind, AlertReport, AlertValues, RaisedAlert } from '../../shared/alerts.ts'
import { runBatch, type Statement } from '../../shared/d1.ts'
import { idFrom } from '../../shared/ids.ts'
import { endStatement, raiseStatements, seenStatement } from '../db/alerts.ts'
import type { InstanceRow } from '../db/instances.ts'
import type { Services } from '../services.ts'

type AlertServices = Pick<Services, 'db' | 'environment'>

/** Stores what a part of the platform reports, and has a new alert sent. A repeat is harmless. */
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
  }
}

/** Stores an alert together with the deliveries to its endpoints. */
export async function raiseAlert(services: AlertServices, alert: RaisedAlert, unlessOpen = false): Promise<void> {
  await runBatch(services.db, await raising(services, alert, unlessOpen))
}

/**
 * An alert about a whole instance that lasts as long as its cause. `values` describe the cause; null if there is none any more. An alert
 * that is open already is seen again.
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
 * Returns the statements that raise an alert, for a caller's own batch, and arms the sender: if the caller breaks off after its batch, the
 * alert is sent all the same.
 */
export async function raising({ environment }: AlertServices, alert: RaisedAlert, unlessOpen = false): Promise<Statement[]> {
  await environment.ALERT_SENDER.getByName(alert.organizationId).arm(alert.organizationId)
  return raiseStatements(await alertId(alert), alert, unlessOpen)
}

/** Equal crossings get equal ids. */
async function alertId({ organizationId, instanceId, once, at }: RaisedAlert): Promise<string> {
  const name = new TextEncoder().encode(`${instanceId ?? organizationId}|${once}`)
  return idFrom('alert', at, new Uint8Array(await crypto.subtle.digest('SHA-256', name)))
}
