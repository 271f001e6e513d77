import { type ProviderAdapter, ProviderFailure } from '../../src/providers/provider.ts'

/** A provider that asks a server on the base URL whether it knows the key, as real ones do. */
export const fakeProvider: ProviderAdapter = {
  id: 'fake',
  name: 'Fake',
  credentialFields: [
    { name: 'api_key', description: 'The key.', required: true },
    { name: 'region', description: 'Where.', required: false },
  ],
  defaultBaseUrl: 'https://api.fake.invalid',
  resumable: false,
  models: [],
  submit: () => Promise.reject(new Error('not in this test')),
  async verifyCredential({ fetch, credential, signal }) {
    const key = credential.fields['api_key']!.reveal()
    const response = await fetch(
      `${credential.baseUrl ?? 'https://api.fake.invalid'}/me`,
      { headers: { authorization: `Bearer ${key}` } },
      { maxRedirects: 0, maxBytes: 10_000, headersTimeoutMs: 1000, idleTimeoutMs: 1000, signal },
    )
    const words = await response.text()
    if (response.status === 401) throw new ProviderFailure('bad_credential', words, { billed: 'no', status: 401 })
    if (!response.ok) throw new ProviderFailure('unavailable', words, { billed: 'no', status: response.status })
    return { detail: words }
  },
}
