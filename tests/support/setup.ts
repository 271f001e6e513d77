import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

await applyD1Migrations(env.CONFIG_DB, env.CONFIG_MIGRATIONS)
await applyD1Migrations(env.DATA_DB, env.DATA_MIGRATIONS)
