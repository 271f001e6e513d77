// Makes values only when they are first used. So a new isolate runs only the code that its first request needs. Most of a Worker's schemas
// are never made, because their isolate ends before a request uses them.

/**
 * Returns a function that calls `make` at its first call, and returns the same result at every later call. If `make` throws, nothing is
 * kept, and the next call calls `make` again.
 */
export function lazily<Made>(make: () => Made): () => Made {
  let made: { value: Made } | null = null
  return () => (made ??= { value: make() }).value
}

type Fields<Makers> = { [Name in keyof Makers]: Makers[Name] extends () => infer Made ? Made : Makers[Name] }

/**
 * Replaces each field that contains a function by the function's result. The function is called once, when the field is read for
 * the first time. The other fields stay as they are. Changes the given object and returns it.
 */
export function lazyFields<Makers extends object>(makers: Makers): Fields<Makers> {
  for (const [name, make] of Object.entries(makers)) {
    if (typeof make !== 'function') continue
    const get = lazily(make as () => unknown)
    Object.defineProperty(makers, name, { get, enumerable: true, configurable: true })
  }
  return makers as Fields<Makers>
}
