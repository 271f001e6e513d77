/**
 * What an RPC call answered, as plain data of our own. The answer itself holds on to the call until it is disposed of, and the runtime
 * warns of each that is not; all that we are answered is data, so a copy of the outermost layer is enough.
 */
export function detach<T>(answer: T): T {
  if (typeof answer !== 'object' || answer === null || !(Symbol.dispose in answer)) return answer
  const copy: T & Partial<Disposable> = Array.isArray(answer) ? (answer.slice() as T & Partial<Disposable>) : { ...answer }
  delete copy[Symbol.dispose]
  const { [Symbol.dispose]: dispose } = answer as Disposable
  dispose.call(answer)
  return copy
}
