import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRatio, parseSize, resolveSize } from '../../../src/generation-service/plan/size.ts'
import { fits } from '../../../src/providers/size-bounds.ts'
import type { SizeRule } from '../../../src/providers/provider.ts'

const nothing = { size: null, aspectRatio: null, resolution: null }
const list: SizeRule = { kind: 'list', sizes: ['1024x1024', '1536x1024', '1024x1536'] }
const free: SizeRule = { kind: 'free', multipleOf: 16, minEdge: 256, maxEdge: 3840, maxPixels: 8_294_400, maxRatio: 3 }
const ratio: SizeRule = {
  kind: 'ratio',
  ratios: ['1:1', '16:9', '9:16'],
  resolutions: ['1K', '2K'],
  pixels: { '1:1': { '1K': '1024x1024', '2K': '2048x2048' }, '16:9': { '1K': '1344x768', '2K': '2688x1536' } },
}

describe('a list of sizes', () => {
  test('takes its own sizes and the default', () => {
    expect(resolveSize(list, '1024x1024', { ...nothing, size: '1536x1024' })).toMatchObject({
      kind: 'exact',
      chosen: { width: 1536, height: 1024 },
    })
    expect(resolveSize(list, '1024x1024', nothing)).toMatchObject({ kind: 'exact', chosen: { width: 1024, height: 1024 } })
    expect(resolveSize(list, '1024x1024', { ...nothing, size: 'auto' })).toMatchObject({
      kind: 'exact',
      chosen: { width: 1024, height: 1024 },
    })
  })
  test('accepts a ratio that it has, and names the nearest for one that it lacks', () => {
    expect(resolveSize(list, '1024x1024', { ...nothing, aspectRatio: '3:2' })).toMatchObject({
      kind: 'exact',
      chosen: { width: 1536, height: 1024 },
    })
    expect(resolveSize(list, '1024x1024', { ...nothing, aspectRatio: '16:9' })).toMatchObject({
      kind: 'nearest',
      pointer: '/body/aspect_ratio',
      chosen: { width: 1536 },
    })
    expect(resolveSize(list, '1024x1024', { ...nothing, size: '1000x1000' })).toMatchObject({
      kind: 'nearest',
      pointer: '/body/size',
      chosen: { width: 1024, height: 1024 },
    })
  })
  test('knows resolutions: 1K fits, 4K does not', () => {
    expect(resolveSize(list, '1024x1024', { ...nothing, resolution: '1K' }).kind).toBe('exact')
    expect(resolveSize(list, '1024x1024', { ...nothing, resolution: '4K' })).toMatchObject({ kind: 'nearest', pointer: '/body/resolution' })
    expect(resolveSize(list, '1024x1024', { ...nothing, resolution: 'huge' })).toMatchObject({
      kind: 'nearest',
      pointer: '/body/resolution',
    })
  })
})

describe('free sizes', () => {
  test.each([
    ['16:9', '2K', '2048x1152', 'exact'],
    ['9:16', '4K', '1152x2048', 'nearest'],
    ['4:3', '2K', '2048x1536', 'exact'],
    ['100:1', null, '2048x256', 'nearest'],
    ['1:100', null, '256x2048', 'nearest'],
  ] as const)('%s at %s keeps its shape up to the largest edge, and down to the smallest: %s', (aspectRatio, resolution, text, kind) => {
    const bounds: SizeRule = { kind: 'free', multipleOf: 8, minEdge: 256, maxEdge: 2048, maxPixels: 4_194_304, maxRatio: 8 }
    const { width, height } = parseSize(text)!
    expect(resolveSize(bounds, '1024x1024', { ...nothing, aspectRatio, resolution })).toMatchObject({ kind, chosen: { width, height } })
  })
  test('too large a size is reduced in both edges', () => {
    const flux: SizeRule = { kind: 'free', multipleOf: 32, minEdge: 256, maxEdge: 1440, maxPixels: 1440 * 1440, maxRatio: 4 }
    expect(resolveSize(flux, '1024x1024', { ...nothing, size: '1792x1024' })).toMatchObject({
      kind: 'nearest',
      chosen: { width: 1440, height: 832 },
    })
  })
  test('any choice fits the rule; exact means as requested', () => {
    const rules = fc.record({
      multipleOf: fc.constantFrom(1, 8, 16, 32, 64),
      minEdge: fc.integer({ min: 1, max: 8 }).map((n) => n * 64),
      maxEdge: fc.integer({ min: 16, max: 64 }).map((n) => n * 64),
      maxPixels: fc.integer({ min: 1_000_000, max: 20_000_000 }),
      maxRatio: fc.constantFrom(2, 3, 4),
    })
    fc.assert(
      fc.property(rules, fc.integer({ min: 10, max: 9000 }), fc.integer({ min: 10, max: 9000 }), (bounds, width, height) => {
        const rule = { kind: 'free' as const, ...bounds }
        const result = resolveSize(rule, null, { ...nothing, size: `${width}x${height}` })
        if (result.kind === 'impossible') throw new Error('a free rule always has a size')
        expect(fits(rule, result.chosen.width!, result.chosen.height!)).toBe(true)
        expect(result.kind === 'exact').toBe(fits(rule, width, height))
        if (result.kind === 'exact') expect([result.chosen.width, result.chosen.height]).toEqual([width, height])
      }),
      { numRuns: 2000 },
    )
  })
  test('a ratio within bounds is met to 2 percent, at the asked magnitude', () => {
    const ratios = ['1:1', '4:3', '3:4', '16:9', '9:16', '21:9', '3:1', '1:3', '3:2']
    fc.assert(
      fc.property(fc.constantFrom(...ratios), fc.constantFrom('1K', '2K', null), (aspectRatio, resolution) => {
        const result = resolveSize(free, '1024x1024', { size: null, aspectRatio, resolution })
        expect(result.kind).toBe('exact')
        if (result.kind !== 'exact') return
        const actual = result.chosen.width! / result.chosen.height!
        expect(Math.abs(Math.log(actual / parseRatio(aspectRatio)!))).toBeLessThanOrEqual(Math.log(1.02))
      }),
    )
    expect(resolveSize(free, '1024x1024', { ...nothing, aspectRatio: '5:1' })).toMatchObject({
      kind: 'nearest',
      pointer: '/body/aspect_ratio',
    })
  })
})

describe('ratios and resolutions', () => {
  test('accepts its own, and the pixels that they correspond to', () => {
    expect(resolveSize(ratio, '1:1', { ...nothing, aspectRatio: '16:9' })).toMatchObject({
      kind: 'exact',
      chosen: { aspectRatio: '16:9', resolution: '1K', width: 1344 },
    })
    expect(resolveSize(ratio, '1:1', { ...nothing, aspectRatio: '16:9', resolution: '2k' })).toMatchObject({
      kind: 'exact',
      chosen: { resolution: '2K', width: 2688 },
    })
    expect(resolveSize(ratio, '1:1', { ...nothing, size: '2688x1536' })).toMatchObject({
      kind: 'exact',
      chosen: { aspectRatio: '16:9', resolution: '2K' },
    })
    expect(resolveSize(ratio, '1:1', nothing)).toMatchObject({ kind: 'exact', chosen: { aspectRatio: '1:1', width: 1024 } })
  })
  test('a ratio in another spelling is the same ratio', () => {
    expect(resolveSize(ratio, null, { ...nothing, aspectRatio: '32:18' })).toMatchObject({ kind: 'exact', chosen: { aspectRatio: '16:9' } })
  })
  test('names the nearest', () => {
    expect(resolveSize(ratio, null, { ...nothing, size: '1300x760' })).toMatchObject({
      kind: 'nearest',
      pointer: '/body/size',
      chosen: { aspectRatio: '16:9' },
    })
    expect(resolveSize(ratio, null, { ...nothing, aspectRatio: '2:1' })).toMatchObject({ kind: 'nearest', chosen: { aspectRatio: '16:9' } })
    expect(resolveSize(ratio, null, { ...nothing, aspectRatio: '1:1', resolution: '8K' })).toMatchObject({
      kind: 'nearest',
      pointer: '/body/resolution',
    })
  })
})

test('the size of the input cannot be chosen', () => {
  expect(resolveSize({ kind: 'input' }, null, nothing).kind).toBe('exact')
  expect(resolveSize({ kind: 'input' }, null, { ...nothing, size: '512x512' })).toMatchObject({ kind: 'nearest', pointer: '/body/size' })
})

test('sizes and ratios are read strictly', () => {
  expect(parseSize('1024X1024')).toBeNull()
  expect(parseSize('1024x1024')).toEqual({ width: 1024, height: 1024 })
  expect(parseRatio('0:1')).toBeNull()
})
