import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../generated/problems.ts'
import { detailOf, problemOf } from '../../src/contract/problem.ts'
import { AppError, type ErrorCode, ERRORS } from '../../src/shared/errors.ts'
import { faultSentence } from '../../src/shared/fault-sentence.ts'

describe('the sentence about the faults of a request', () => {
  it.each([
    ['/body/n', 'must be at most 10', '`n` must be at most 10.'],
    ['/body/inputs/0/url', 'is not a picture', '`inputs[0].url` is not a picture.'],
    ['/body/metadata/a~1b~0c', 'is required', '`metadata.a/b~c` is required.'],
    ['/body', 'is required', 'The body is required.'],
    ['/header/X-Project-ID', 'is required', 'The header `X-Project-ID` is required.'],
    ['/query/limit', 'must be at least 1', 'The query parameter `limit` must be at least 1.'],
    ['/path/asset_id', 'has another form', 'The path parameter `asset_id` has another form.'],
    ['/body/colour', 'There is no such field.', '`colour`: There is no such field.'],
    ['/header/Idempotency-Key', 'was used. Use a new one.', 'The header `Idempotency-Key` was used. Use a new one.'],
  ])('names the field: %s', (pointer, message, sentence) => {
    expect(faultSentence([{ pointer, message }])).toBe(sentence)
  })
  it('counts the other faults', () => {
    const fault = { pointer: '/body/n', message: 'must be at most 10' }
    expect(faultSentence([])).toBeNull()
    expect(faultSentence([fault, fault])).toBe('`n` must be at most 10. One more fault is in `errors`.')
    expect(faultSentence([fault, fault, fault])).toBe('`n` must be at most 10. 2 more faults are in `errors`.')
  })
})

describe('the detail of a problem', () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])('says something for %s, also if the code that threw it did not', (code) => {
    const { why, action } = PROBLEMS[code]
    const problem = problemOf(new AppError(code), 'req_1')
    expect(problem.detail).toBe(`${why} ${action}`)
    expect(problem.error!.message).toBe(problem.detail)
  })
  it('prefers its own words, then the faults', () => {
    const errors = [{ pointer: '/body/n', message: 'must be at most 10' }]
    expect(detailOf(new AppError('invalid_request', { errors, detail: 'Too many.' }))).toBe('Too many.')
    expect(detailOf(new AppError('invalid_request', { errors }))).toBe('`n` must be at most 10.')
    expect(problemOf(new AppError('invalid_request', { errors }), 'req_1').error!.message).toBe('`n` must be at most 10.')
    expect(problemOf(new AppError('invalid_request', { errors, detail: 'Too many.' }), 'req_1').error!.message).toBe(
      'Too many. (/body/n: must be at most 10)',
    )
  })
})
