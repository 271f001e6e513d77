import { expect, it } from 'vitest'
import configContract from '../../generated/config/openapi.json'
import generationContract from '../../generated/generation/openapi.json'

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object'

/** Looks for objects anywhere in a document. Returns the path of every object for which `wanted` returns true. */
function placesOf(node: unknown, wanted: (node: Node, name: string) => boolean, path: string[] = []): string[] {
  if (!isNode(node)) return []
  const own = wanted(node, path.at(-1) ?? '') ? [path.join('/')] : []
  return [...own, ...Object.entries(node).flatMap(([name, child]) => placesOf(child, wanted, [...path, name]))]
}
const short = (paths: string[]) => paths.map((path) => path.replace('components/schemas/', '').replaceAll('/properties', '')).toSorted()

it('these fields, and no others, are secrets in the contracts', () => {
  const marked = (document: unknown) => short(placesOf(document, (node) => node['x-redact'] === true))
  expect(marked(configContract)).toEqual([
    'CreatedKey/secret',
    'CreatedWebhook/secret',
    'CredentialSecrets',
    'DataKey/secret',
    'DecidedAuthorization/redirect_to',
    'Session/csrf_token',
    'SessionByKey/key',
    'SessionByLink/code',
    'SetupRequest/setup_token',
    'SetupResult/secret',
    'SignInLink/code',
    'SignInLink/url',
    'TokenRequest/code',
    'TokenRequest/code_verifier',
    'TokenRequest/refresh_token',
    'TokenRevocation/token',
    'Tokens/access_token',
    'Tokens/refresh_token',
  ])
  expect(marked(generationContract)).toEqual([])
})

it('every field that is named like a secret is marked', () => {
  const looksSecret = (document: unknown) =>
    short(
      placesOf(
        document,
        (node, name) =>
          node['type'] === 'string' &&
          /secret|password|api_?key|csrf|credential$|(?:^|_)token$|^key$/.test(name) &&
          node['x-redact'] !== true,
      ),
    ).filter((path) => !path.startsWith('components/responses') && !path.startsWith('paths'))
  expect(looksSecret(configContract)).toEqual([])
  expect(looksSecret(generationContract)).toEqual([])
})
