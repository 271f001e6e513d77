import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import contract from '../../generated/config/openapi.json' with { type: 'json' }
import { root } from '../../scripts/local/paths.mjs'

// The platform sends this code if a request does not fit the contract. If a request fits the contract and still gets this code, the fuzzer
// must report it. So the code must not be in the fuzzer's list of expected codes.
const REFUSED_BY_THE_CONTRACT = 'invalid_request'

it('the fuzzer expects each code of OAuth that the contract has, and no other', () => {
  const hooks = readFileSync(join(root, 'tests/fuzz/hooks.py'), 'utf8')
  const list = /^UNDERSTOOD_BY_OAUTH = \{\n([^}]*)^\}/m.exec(hooks)![1]!
  const expected = [...list.matchAll(/^ {4}'(\w+)':/gm)].map(([, code]) => code!)
  const codes = contract.components.schemas.OAuthErrorCode.enum
  expect(expected.toSorted()).toEqual(codes.filter((code) => code !== REFUSED_BY_THE_CONTRACT).toSorted())
})

it.each(['RegistrationRefused', 'TokenRefused', 'RevocationRefused'] as const)('%s has an example of each code that it names', (name) => {
  const { description, content } = contract.components.responses[name]
  const named = [...description.matchAll(/`(\w+_\w+)`/g)].map(([, code]) => code!)
  expect(Object.keys(content['application/json'].examples).toSorted()).toEqual(named.toSorted())
})
