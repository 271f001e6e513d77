// Tests how the panel describes the price of a model in general, without a quote for a request.
import { describe, expect, it } from 'vitest'
import { type Price, sayPrice, sayTokenPrices } from '../../src/panel/parts/price.ts'

const TOKENS = { kind: 'per_token', text_in_micros: 5e6, image_in_micros: 8e6, image_out_micros: 3e7, text_out_micros: 0 } as const

describe('a price in words', () => {
  it.each<[string, Price]>([
    ['free', { kind: 'free' }],
    ['$0.04 a picture', { kind: 'per_image', rules: [{ micros: 40_000 }] }],
    ['$0.01 to $0.20 a picture', { kind: 'per_image', rules: [{ quality: 'low', micros: 10_000 }, { micros: 200_000 }] }],
    ['$0.03 for the first megapixel', { kind: 'per_megapixel', first_micros: 30_000, next_micros: 15_000, input_micros: 0 }],
    ['about $0.0082 to $0.03 a picture, by tokens', { ...TOKENS, estimate: [{ output_tokens: 272 }, { output_tokens: 1000 }] }],
    ['about $0.0059 a picture, by tokens', { ...TOKENS, estimate: [{ cells: 16 }] }],
    ['by tokens', { ...TOKENS, estimate: [] }],
  ])('is %s', (said, price) => {
    expect(sayPrice(price)).toBe(said)
  })

  it('names what a million tokens cost', () => {
    expect(sayTokenPrices({ ...TOKENS, estimate: [] })).toBe('$5.00 text sent, $8.00 pictures sent, $30.00 pictures received')
    expect(sayTokenPrices({ kind: 'free' })).toBeNull()
  })
})
