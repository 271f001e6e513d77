// Measures how long an admission takes: calls the platform at a fixed rate and times each call. A separate thread does this, because the
// main thread is busy with the other requests of the test, which would lengthen the measured times.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Resolves with the durations of the calls that were admitted, in milliseconds, from shortest to longest, and with the number of calls that
 * failed.
 */
export function measureAdmissions(target) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: target })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

async function measure({ url, key, seconds, rate }) {
  const times = []
  let failed = 0
  // With `respond-async`, the response arrives as soon as the request is admitted and begun. So the time until the response is the time of
  // the admission.
  const admit = async () => {
    const startedAt = performance.now()
    try {
      const response = await fetch(`${url}/v1/generate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', prefer: 'respond-async' },
        body: JSON.stringify({ prompt: 'x', size: '64x64' }),
        signal: AbortSignal.timeout(60_000),
      })
      await response.arrayBuffer()
      if (response.ok) times.push(performance.now() - startedAt)
      else failed++
    } catch {
      failed++
    }
  }
  const under = []
  for (let sent = 0; sent < seconds * rate; sent++) {
    under.push(admit())
    await sleep(1000 / rate)
  }
  await Promise.all(under)
  return { times: times.toSorted((one, other) => one - other), failed }
}

if (!isMainThread) parentPort.postMessage(await measure(workerData), [])
