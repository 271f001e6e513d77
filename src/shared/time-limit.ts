// Waiting, and no longer than that. Every timer here is cleared once it has no use any more: one that is left keeps an isolate awake.

export function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}

/**
 * Resolves as `work` does. Rejects with `late()` if that takes longer than `timeoutMs`, and with the signal's reason if the signal aborts
 * first; `work` itself goes on, and what it still throws is dropped.
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

/** Aborts with `late()` after `timeoutMs`, unless it is cleared before. AbortSignal.timeout would live on until its time is up. */
export function abortAfter(timeoutMs: number, controller: AbortController, late: () => unknown): { clear(): void } {
  const timer = setTimeout(() => controller.abort(late()), timeoutMs)
  return { clear: () => clearTimeout(timer) }
}
