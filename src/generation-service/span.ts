import { tracing } from 'cloudflare:workers'

/** A span of the Workers' own tracing (and so of its OpenTelemetry export). Ids and names only: nothing of what callers or providers say. */
export function span<T>(
  name: string,
  attributes: { generation_id?: string; provider?: string; model?: string; attempt?: number },
  work: () => Promise<T>,
): Promise<T> {
  return tracing.enterSpan(name, (entered) => {
    entered.setAttributes(attributes)
    return work()
  })
}
