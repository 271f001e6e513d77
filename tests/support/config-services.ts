import { env } from 'cloudflare:workers'
import { createServices, type Services } from '../../src/config-service/services.ts'

/** The config service's own services object. Tests use it for state that no operation shows. */
export const services: Services = createServices(env, { waitUntil: () => {} })
