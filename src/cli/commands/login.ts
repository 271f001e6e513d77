import { ApiError, unwrap } from '../../../generated/clients/typescript/index.ts'
import { command, idOf } from '../command.ts'
import { connect } from '../connect.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import { addressOf, type Login, loginsFile, profileName, saveLogin } from '../logins.ts'
import { oneLine } from '../plain-text.ts'
import { readSecret } from '../read-secret.ts'

export const login = command({
  summary: 'Saves the address of a platform and a key, in a file that only you can read',
  args: {
    url: { type: 'positional', required: true, valueHint: 'url', description: 'The address of the platform, without a path' },
  },
  examples: [
    ['cma login https://images.example.com', 'Asks for the key, and does not show it'],
    ['cma login http://127.0.0.1:8787 < key.txt', 'Reads the key from a file'],
    ['cma login https://images.example.com --profile admin', 'A second login, used with --profile admin'],
  ],
  async run({ url, profile, project }, { out }: Context) {
    const name = profileName(profile)
    const address = addressOf(url)
    const key = await readSecret(`Key for ${address}: `)
    if (!/^cma_[\w-]{8,200}$/.test(key))
      throw new UsageError(
        'This is not a key: it begins with cma_ and has no spaces. Give the key on standard input, never as a word of the command.',
      )
    const saved: Login = { url: address, key, project: project === undefined ? null : idOf('proj', project) }
    const who = await whoIs(saved)
    saveLogin(name, saved, (message) => out.complain(message))
    out.say(`The login "${name}" is saved in ${loginsFile()}.`)
    out.result(
      { profile: name, url: address, ...who },
      () => `${name}: ${address}${who.kind === null ? '' : `, a key of a ${oneLine(who.kind, 20)}, scopes ${who.scopes.join(', ')}`}`,
    )
    if (who.kind === 'user' && saved.project === null)
      out.say('A key of a user acts in no project by itself: add --project proj_… to commands that make pictures.')
  },
})

/**
 * Tries the key at the config service, before the key is saved. A dedicated Worker has no config service and responds with 404. The key is
 * then tried at the generation service, which does not tell the kind and the scopes of the key.
 */
async function whoIs(saved: Login): Promise<{ kind: string | null; scopes: string[] }> {
  const { config, generation } = connect(saved)
  const signal = AbortSignal.timeout(30_000)
  try {
    const { kind, scopes } = unwrap(await config.GET('/me', { signal }))
    return { kind, scopes: scopes.map((scope) => oneLine(scope, 20)) }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error
    unwrap(await generation.GET('/limits', { signal }))
    return { kind: null, scopes: [] }
  }
}

export const logout = command({
  summary: 'Removes a saved login',
  args: {},
  examples: [
    ['cma logout', 'Removes the login "default"; the key stays valid'],
    ['cma logout --profile admin', 'Removes another one'],
  ],
  async run({ profile }, { out }: Context) {
    const name = profileName(profile)
    saveLogin(name, null, (message) => out.complain(message))
    out.say(`The login "${name}" is removed. The key itself stays valid; cma keys revoke ends it.`)
  },
})
