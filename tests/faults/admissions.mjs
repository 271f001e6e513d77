// Calls the platform at a fixed rate in a separate thread and measures how long each admission takes. In the thread that sends the other
// requests of the test, the measurement would include how long that thread is busy with them.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Resolves with the times in ms of the calls that were admitted, from shortest to longest, and the number of the others. */
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
  // The response arrives as soon as the request is admitted and begun.
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
