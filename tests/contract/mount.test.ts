import { describe, expect, it } from 'vitest'
import { fetchApi } from '../support/http.ts'

describe('what no operation answers', () => {
  it('is 405 with Allow where the contract has the path', async () => {
    const response = await fetchApi('/v1/generate', { method: 'DELETE' })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('OPTIONS, POST')
  })
})
