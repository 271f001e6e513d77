import { env } from 'cloudflare:workers'
import { createServices, type Services } from '../../src/config-service/services.ts'

/** The `Services` object with which the config service works. Tests use it for state that no API operation exposes, such as table rows. */
export const services: Services = createServices(env, { waitUntil: () => {} })
