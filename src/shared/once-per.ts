/**
 * Returns a function that calls `make` once for each object and keeps the result as long as the object lives. If `make` throws, nothing is
 * kept, and the next call with this object calls `make` again.
 */
export function oncePer<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, { value: Made }>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known.value
    const value = make(key)
    made.set(key, { value })
    return value
  }
}
