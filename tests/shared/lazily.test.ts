import { describe, expect, it, vi } from 'vitest'
import { lazily, lazyFields } from '../../src/shared/lazily.ts'

describe('a value that is made when it is first used', () => {
  it('is made once', () => {
    const make = vi.fn<() => object>(() => ({}))
    const value = lazily(make)
    expect(make).not.toHaveBeenCalled()
    expect(value()).toBe(value())
    expect(make).toHaveBeenCalledTimes(1)
  })

  it('may be undefined', () => {
    const make = vi.fn<() => undefined>(() => undefined)
    const value = lazily(make)
    value()
    value()
    expect(make).toHaveBeenCalledTimes(1)
  })

  it('is tried again after a failure', () => {
    const make = vi
      .fn<() => number>(() => 1)
      .mockImplementationOnce(() => {
        throw new Error('not yet')
      })
    const value = lazily(make)
    expect(value).toThrow('not yet')
    expect(value()).toBe(1)
  })
})

describe('an object with such fields', () => {
  it('makes each field when it is first read', () => {
    const first = vi.fn<() => { name: string }>(() => ({ name: 'first' }))
    const second = vi.fn<() => number>(() => 2)
    const made = lazyFields({ plain: 'as it is', first, second })
    expect(made.plain).toBe('as it is')
    expect(made.first).toBe(made.first)
    expect(first).toHaveBeenCalledTimes(1)
    expect(second).not.toHaveBeenCalled()
  })

  it('can be copied like any other', () => {
    const made = lazyFields({ first: () => [1], plain: true })
    expect({ ...made }).toEqual({ first: [1], plain: true })
    expect(structuredClone(made)).toEqual({ first: [1], plain: true })
    expect(JSON.stringify(made)).toBe('{"first":[1],"plain":true}')
  })
})
