/**
 * Copies the result of an RPC call, and disposes of the result itself. A result that is not disposed of keeps the call open, and the
 * runtime logs a warning. All results are plain data, so a shallow copy is enough.
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
