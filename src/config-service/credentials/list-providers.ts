import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { adapterOfDefinition } from '../../providers/custom/index.ts'
import type { ProviderAdapter } from '../../providers/provider.ts'
import { adapters } from '../../providers/registry.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'

export class ListProviders extends Route(routes.listProviders) {
  async handle(c: Context<AppEnv>) {
    const instance = await requireInstance(c.var.services, c.var.actor, this.input.params.instance_id, 'viewer')
    const own = instance.modelSettings.custom_providers.map(adapterOfDefinition).filter((adapter) => adapter !== null)
    return this.reply(200, {
      data: [...adapters().map((adapter) => render(adapter, false)), ...own.map((adapter) => render(adapter, true))],
    })
  }
}

const render = (adapter: ProviderAdapter, isCustom: boolean) => ({
  id: adapter.id,
  name: adapter.name,
  is_custom: isCustom,
  credential_fields: adapter.credentialFields.map(({ secret = true, ...field }) => ({ ...field, secret })),
  default_base_url: adapter.defaultBaseUrl,
  by_binding: adapter.byBinding ?? false,
})
