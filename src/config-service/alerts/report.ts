import type { AlertReport, RaisedAlert } from '../../shared/alerts.ts'
import { runBatch, type Statement } from '../../shared/d1.ts'
import { idFrom } from '../../shared/ids.ts'
import { endStatement, raiseStatements, seenStatement } from '../db/alerts.ts'
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
