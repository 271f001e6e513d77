// Wraps a real bucket, and makes its writes fail as on a broken network. Either the write is not done, or it is done and only its response
// is lost.

export interface ShakyBucket {
  bucket: R2Bucket
  /** How many more writes will fail. */
  failures: number
  /** The names of all write calls, such as `put`. */
  calls: string[]
}

/**
 * @param ways.done if true, a failing call still does its work.
 * @param ways.only if given, a call fails only if its first argument ends with this text. The first argument of `put` is the object's name.
 */
export function shakyBucket(real: R2Bucket, failures: number, ways: { done?: boolean; only?: string } = {}): ShakyBucket {
  const shaky: ShakyBucket = { bucket: watched(real), failures, calls: [] }
  return shaky

  function watched<T extends object>(target: T): T {
    return new Proxy(target, {
      get(object, name) {
        const member: unknown = Reflect.get(object, name)
        if (typeof member !== 'function') return member
        if (typeof name !== 'string' || !['put', 'createMultipartUpload', 'uploadPart', 'complete'].includes(name))
          return member.bind(object)
        return async (...given: unknown[]) => {
          shaky.calls.push(name)
          const fails = shaky.failures > 0 && (ways.only === undefined || String(given[0]).endsWith(ways.only))
          if (fails) shaky.failures--
          const result = fails && ways.done !== true ? null : await (member.apply(object, given) as Promise<unknown>)
          if (fails) throw new Error(`${name}: We encountered an internal error. Please try again. (10001)`)
          return name === 'createMultipartUpload' ? watched(result as R2MultipartUpload) : result
        }
      },
    })
  }
}
