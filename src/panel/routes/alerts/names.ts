import type { components } from '../../../../generated/config/types.ts'

type AlertKind = components['schemas']['AlertKind']

export const ALERT_NAMES: Record<AlertKind, string> = {
  budget: 'Budget at a threshold',
  budget_exhausted: 'Budget used up',
  provider_failing: 'Provider failing',
  credential_refused: 'Credential refused',
  generations_indeterminate: 'Unknown outcomes',
  webhook_disabled: 'Webhook disabled',
  limiter_overloaded: 'Limiter overloaded',
  storage_filling: 'Storage filling up',
  prices_stale: 'Prices out of date',
}
/**
 * For each kind of alert: `page` is the page that shows more about the alert, or on which the user can act; `label` is the text of the
 * link to this page.
 */
export const ALERT_PAGES: Record<AlertKind, { page: string; label: string }> = {
  budget: { page: 'limits', label: 'Limits and budgets' },
  budget_exhausted: { page: 'limits', label: 'Limits and budgets' },
  provider_failing: { page: 'providers', label: 'Providers' },
  credential_refused: { page: 'providers', label: 'Providers' },
  generations_indeterminate: { page: 'generations', label: 'Generations' },
  webhook_disabled: { page: 'webhooks', label: 'Webhooks' },
  limiter_overloaded: { page: 'limits', label: 'Limits and budgets' },
  storage_filling: { page: 'settings', label: 'Instance settings' },
  prices_stale: { page: 'models', label: 'Models and aliases' },
}

type SubjectKind = components['schemas']['AlertSubject']['kind']

/** For each kind of thing that an alert is about: the page that shows it, and the parameters of its address. */
export const SUBJECT_PAGES: Record<SubjectKind, (id: string) => { page: string; search: Record<string, string> }> = {
  organization: () => ({ page: 'organization', search: {} }),
  instance: () => ({ page: 'overview', search: {} }),
  project: () => ({ page: 'project', search: {} }),
  key: (id) => ({ page: 'keys', search: { key: id } }),
  connection: (id) => ({ page: 'providers', search: { provider: id } }),
  provider: (id) => ({ page: 'providers', search: { provider: id } }),
  webhook: (id) => ({ page: 'webhooks', search: { hook: id } }),
}
