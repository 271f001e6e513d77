// Every provider that is played from its facts, with its adapter.
import { gemini } from '../../../src/providers/gemini/index.ts'
import type { ProviderAdapter } from '../../../src/providers/provider.ts'
import { vertex } from '../../../src/providers/vertex/index.ts'
import type { Facts } from '../played-provider.ts'
import { geminiFacts, vertexFacts } from './google.ts'

export const PLAYED: [adapter: ProviderAdapter, facts: Facts][] = [
  [gemini, geminiFacts],
  [vertex, vertexFacts],
]
