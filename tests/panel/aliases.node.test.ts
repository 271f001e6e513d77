// Tests which aliases the panel accepts. The panel checks them before it sends them to the API.
import { describe, expect, it } from 'vitest'
import contract from '../../generated/config/openapi-plain.json' with { type: 'json' }
import { aliasesOf, checkAliases } from '../../src/panel/routes/models/aliases.ts'

const others = [{ alias: 'poster', model: 'sketch' }]

describe('aliases', () => {
  it('are separated by commas', () => {
    expect(aliasesOf(' house-style, hero ,, ')).toEqual(['house-style', 'hero'])
  })

  it.each([
    ['Hero Pics', '“Hero Pics” has a space'],
    ['fast, ünder', '“ünder” cannot be a name'],
    ['-fast', '“-fast” cannot be a name'],
    ['a'.repeat(101), 'is too long: at most 100 characters'],
    ['fast, hero, fast', '“fast” is here twice'],
    ['fast, poster', '“poster” is an alias of sketch'],
  ])('with a fault are refused: %s', (text, fault) => {
    expect(checkAliases(text, others)).toContain(fault)
  })

  it.each(['', 'fast', 'house-style, @cf/own:v1.2_b'])('are accepted: %s', (text) => {
    expect(checkAliases(text, others)).toBe(true)
  })

  // The panel cannot load the contract, so it has a copy of the contract's pattern for the id of a model. This test compares the copy with
  // the contract.
  it('have the form that the contract gives to a model’s id', () => {
    const { pattern, maxLength } = contract.components.schemas.ModelId
    for (const name of ['a', '@a', 'A.b_c:d/e@f-g', '.a', 'a b', 'ä', 'a'.repeat(100), 'a'.repeat(101)])
      expect(checkAliases(name, []) === true, name).toBe(new RegExp(pattern, 'u').test(name) && name.length <= maxLength)
  })
})
