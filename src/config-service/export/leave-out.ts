// The parts that an import omits unless the caller includes them: the instance's name, its addresses and active webhooks. If an import
// copied them to a second instance, both instances would have the same name and addresses, and would send events to the same endpoints.
import type { components } from '../../../generated/config/types.ts'
import { pointerStep } from '../../shared/json.ts'
import { type ConfigurationFile, type FileWebhook, webhookName } from './file.ts'

type Part = components['schemas']['ImportPart']
type Warning = components['schemas']['ImportWarning']

const SETTINGS = [
  ['name', 'name'],
  ['delivery_base_url', 'addresses'],
  ['worker_url', 'addresses'],
] as const

/**
 * Returns `taken`, a copy of `file` with changes in the parts that the caller does not name in `include`. In `taken`, each setting of these
 * parts has the instance's current value. If `include` does not name the webhooks, `taken` lacks each webhook that the import would make
 * active. Also returns a warning for each setting that got a different value, and for each webhook that was removed.
 */
export function leaveOut(
  current: Required<ConfigurationFile>,
  file: ConfigurationFile,
  include: readonly Part[],
): { taken: ConfigurationFile; warnings: Warning[] } {
  const warnings: Warning[] = []
  const warn = (path: string[], part: Part, thing: string) =>
    warnings.push({
      path: path.map((step) => `/${pointerStep(step)}`).join(''),
      include: part,
      message: `${thing} was not imported. Send include=${part} to import it.`,
    })
  const settings = { ...file.settings }
  for (const [name, part] of SETTINGS) {
    if (include.includes(part) || settings[name] === current.settings[name]) continue
    warn(['settings', name], part, `The ${name} ${JSON.stringify(settings[name])}`)
    Object.assign(settings, { [name]: current.settings[name] })
  }
  const isActiveHere = (webhook: FileWebhook) =>
    current.webhooks.some((each) => webhookName(each) === webhookName(webhook) && each.status === 'active')
  const webhooks = file.webhooks?.filter((webhook) => {
    if (include.includes('webhooks') || webhook.status !== 'active' || isActiveHere(webhook)) return true
    warn(['webhooks', webhook.url], 'webhooks', `The active webhook ${webhook.url}`)
    return false
  })
  return { taken: { ...file, settings, ...(webhooks === undefined ? {} : { webhooks }) }, warnings }
}
