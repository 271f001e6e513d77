import { tracing } from 'cloudflare:workers'

/**
 * Runs `work` in a span of the Workers' tracing, which the OpenTelemetry export includes. The span has only ids and names: no content of
 * callers or providers.
 */
export function span<T>(
  name: string,
  attributes: { generation_id?: string; provider?: string; connection?: string; model?: string; attempt?: number },
  work: () => Promise<T>,
): Promise<T> {
  return tracing.enterSpan(name, (entered) => {
    entered.setAttributes(attributes)
    return work()
  })
}
