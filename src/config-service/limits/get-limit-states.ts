import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { LimitState } from '../../shared/config-rpc.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { limiterClient } from '../limiter-client.ts'
import { targetNames } from './target-names.ts'
import { renderGauge } from './render-gauge.ts'

const MOST_LINES = 500

export class GetLimitStates extends Route(routes.getLimitStates) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const instance = await requireInstance(services, actor, this.input.params.instance_id, 'viewer')
    const { id } = instance
    const states = await limiterClient(services.environment).limits({
      instanceId: id,
      projectId: null,
      keyId: null,
      requestId: c.get('requestId'),
    })
    const shown = states.sort((one, other) => shareLeft(one) - shareLeft(other)).slice(0, MOST_LINES)
    const nameOf = await targetNames(services.db, instance, shown)
    return this.reply(200, { data: shown.map((state) => renderGauge(state, nameOf)), truncated: states.length > shown.length })
  }
}

/**
 * Returns which share of a limit is left, from 0 to 1: `remaining` divided by `used + reserved + held + remaining`. For a rate, `used` and
 * `remaining` add up to the burst, which may be higher than `limit`. So `limit` cannot be the divisor.
 */
function shareLeft({ used, reserved, held, remaining }: LimitState): number {
  const whole = used + reserved + held + remaining
  return whole === 0 ? 0 : remaining / whole
}
