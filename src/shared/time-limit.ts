// Waiting with a time limit. Every timer is cleared when it is no longer needed: a pending timer keeps an isolate awake.

export function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}

/**
 * Settles as `work` does. Rejects with `late()` after `timeoutMs`, or with the signal's reason if the signal aborts first. `work` then
 * continues, and its later errors are ignored.
 */
export function within<T>(timeoutMs: number, work: Promise<T>, late: () => unknown, signal?: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal!.reason)
    const timer = setTimeout(() => reject(late()), timeoutMs)
    signal?.addEventListener('abort', onAbort, { once: true })
    work
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      })
      .catch(() => {})
  })
}

/**
 * Aborts the controller with `late()` after `timeoutMs`, unless `clear` is called before. AbortSignal.timeout is not used, because its
 * timer cannot be cleared.
 */
export function abortAfter(timeoutMs: number, controller: AbortController, late: () => unknown): { clear(): void } {
  const timer = setTimeout(() => controller.abort(late()), timeoutMs)
  return { clear: () => clearTimeout(timer) }
}
