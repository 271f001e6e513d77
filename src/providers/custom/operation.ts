// Reduces the definition of a custom provider to the parts for one operation.
import type { Operation } from '../provider.ts'
import type { PollDefinition, RequestDefinition, ResponseDefinition } from './wire-parts.ts'
import type { ProviderDefinition } from './wire.ts'

export interface OperationDefinition {
  request: RequestDefinition
  response: ResponseDefinition
  poll: PollDefinition | null
}

/** The parts of a definition that differ between operations. */
export type Requests = Pick<ProviderDefinition, 'request' | 'response' | 'poll' | 'by_operation'>

export function definitionFor({ request, response, poll, by_operation: byOperation }: Requests, operation: Operation): OperationDefinition {
  const own = byOperation[operation]
  return { request: own?.request ?? request, response: own?.response ?? response, poll: own?.poll === undefined ? poll : own.poll }
}
