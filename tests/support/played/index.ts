// Every provider that is played from its facts: its adapter, and the calls by which the fault table tries it. One line is all that a provider adds.
import { bedrock } from '../../../src/providers/bedrock/index.ts'
import { gemini } from '../../../src/providers/gemini/index.ts'
import type { Operation, ProviderAdapter } from '../../../src/providers/provider.ts'
import { stability } from '../../../src/providers/stability/index.ts'
import { vertex } from '../../../src/providers/vertex/index.ts'
import type { Facts } from '../played-provider.ts'
import { bedrockFacts } from './bedrock.ts'
import { geminiFacts, makeTestKey, vertexFacts } from './google.ts'
import { stabilityFacts } from './stability.ts'

// The facts of Vertex need a key to sign with.
await makeTestKey()

export interface PlayedSubject {
  model: string
  /** generate, where it is not given. */
  operation?: Operation
  /** `sync` where it is not given. */
  shape?: 'sync' | 'async'
  /** 1 where it is not given. */
  most?: number
}
export interface Played {
  adapter: ProviderAdapter
  facts: Facts
  subjects: PlayedSubject[]
  /** What is sent proves the credential without showing it. */
  signs?: true
  /** Hosts besides its own that belong to the provider. */
  hosts?: string[]
}

export const PLAYED: Played[] = [
  {
    adapter: gemini,
    facts: geminiFacts,
    subjects: [{ model: 'gemini-3-pro-image' }, { model: 'gemini-2.5-flash-image', operation: 'edit' }],
  },
  {
    adapter: vertex,
    facts: vertexFacts,
    subjects: [{ model: 'vertex.gemini-3.1-flash-image' }],
    signs: true,
    hosts: ['oauth2.googleapis.com'],
  },
  {
    adapter: stability,
    facts: stabilityFacts,
    subjects: [{ model: 'stable-image-ultra' }, { model: 'stability-upscale-creative', operation: 'upscale', shape: 'async' }],
  },
  {
    adapter: bedrock,
    facts: bedrockFacts,
    subjects: [{ model: 'bedrock.sd3.5-large' }, { model: 'bedrock.stability-upscale-fast', operation: 'upscale' }],
    signs: true,
    hosts: ['bedrock.us-west-2.amazonaws.com'],
  },
]
