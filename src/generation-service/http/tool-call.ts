// The requests that the MCP endpoint makes to this service's own operations.

export const MCP_PATH = '/mcp'

const toolCalls = new WeakSet<Request>()

/** Marks a request that a tool makes in this isolate. A request from outside can never have the mark. */
export function markToolCall(request: Request): Request {
  toolCalls.add(request)
  return request
}

export function isToolCall(request: Request): boolean {
  return toolCalls.has(request)
}
