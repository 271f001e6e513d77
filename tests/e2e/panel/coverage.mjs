// Records which page uses which operation of the config contract in the browser. Every operation must be used, or be listed as not needed
// by the panel, with the reason.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'

export const NOT_NEEDED = {
  getAuthorizationServer: 'connected apps ask for it',
  registerClient: 'connected apps register themselves',
  issueToken: 'connected apps call it',
  revokeToken: 'connected apps call it; the panel revokes the key',
  listInstances: '/me/places answers every instance that the user sees, in one request for the whole shell',
  listProjects: '/me/places answers them, too',
  getCredential: 'the list of credentials is complete for its rows',
  getSession: 'the Worker writes the session into the page',
  deleteOrganization: 'it ends a customer with everything that belongs to it; the panel leaves that to a deliberate call of the API',
  createSignInLink: '`npm start` makes it; whoever is signed in needs none',
  getMetrics: 'for Prometheus; the pages Usage, Overview and Alerts show the same to people',
  getHealth: 'asked only while the connection is lost',
  getContract: 'for tools; /docs shows it to people',
  getRewrapProgress: '`npm run secrets:rewrap` asks for it, beside the deployment whose secret was changed',
  rewrapSecrets: '`npm run secrets:rewrap` repeats it until nothing is left, beside the deployment whose secret was changed',
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete']

function operations() {
  const { paths } = JSON.parse(readFileSync(join(root, 'generated/config/openapi.json'), 'utf8'))
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]?.operationId !== undefined).map((method) => ({
      id: item[method].operationId,
      method: method.toUpperCase(),
      pattern: new RegExp(`^/config/v1${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
      isTemplate: path.includes('{'),
    })),
  )
}

export class Coverage {
  // Paths without a parameter come first, because /sessions/current would also match /sessions/{id}.
  #operations = operations().sort((one, other) => Number(one.isTemplate) - Number(other.isTemplate))
  #seen = new Map()

  /** Records a request that the browser sent from a page. The name of the page is the last part of its address. */
  take(method, url, pageUrl) {
    const { pathname } = new URL(url)
    const found = this.#operations.find((operation) => operation.method === method && operation.pattern.test(pathname))
    if (found === undefined) return
    const page = new URL(pageUrl).pathname.split('/').filter(Boolean).at(-1) ?? 'admin'
    this.#seen.set(found.id, (this.#seen.get(found.id) ?? new Set()).add(page))
  }

  /**
   * Returns the report. `lines` name the pages that use each operation. `faults` are the operations that no page uses and that are missing
   * in NOT_NEEDED, and the entries of NOT_NEEDED that are not in the contract.
   */
  report() {
    const ids = this.#operations.map(({ id }) => id).sort()
    const lines = ids.map(
      (id) => `${id.padEnd(26)} ${[...(this.#seen.get(id) ?? [])].sort().join(', ') || `not used: ${NOT_NEEDED[id] ?? '?'}`}`,
    )
    const faults = [
      ...ids
        .filter((id) => !this.#seen.has(id) && !(id in NOT_NEEDED))
        .map((id) => `no test of the panel uses ${id}, and coverage.mjs does not say why`),
      ...Object.keys(NOT_NEEDED)
        .filter((id) => !ids.includes(id))
        .map((id) => `coverage.mjs excuses ${id}, which is not in the contract`),
    ]
    return { lines, faults, used: ids.filter((id) => this.#seen.has(id)).length, all: ids.length }
  }
}
