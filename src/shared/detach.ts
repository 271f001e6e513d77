/**
 * What a call to another Worker or to an object answered, as plain data of our own. The answer itself holds on to the call until it is disposed of, and the runtime
 * warns of each that is not; all that we are answered is data, so a copy of the outermost layer is enough.
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
