/**
 * Copies the result of an RPC call. The result itself keeps the call open until it is disposed of, and the runtime logs a warning for each
 * one that is not. All results are plain data, so a shallow copy is enough.
 */
export function detach<T>(answer: T): T {
  if (!isDisposable(answer)) return answer
  const copy = (Array.isArray(answer) ? answer.slice() : { ...answer }) as T
  Reflect.deleteProperty(copy as object, Symbol.dispose)
  answer[Symbol.dispose]()
  return copy
}

function isDisposable(value: unknown): value is Disposable {
  return typeof value === 'object' && value !== null && Symbol.dispose in value
}
