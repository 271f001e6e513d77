import { describe, expect, it } from 'vitest'
import { atOnce, SharedThread, type Steps } from '../../src/shared/slices.ts'

/** A computation of `count` steps. Each step adds `name` to `done`, and reports 1000 units of work. */
function* steps(name: string, count: number, done: string[]): Steps<string> {
  for (let step = 0; step < count; step++) {
    done.push(name)
    yield 1000
  }
  return name
}

describe('D7: long computations share the thread', () => {
  it('the result is the same at once and in slices', async () => {
    expect(atOnce(steps('a', 3, []))).toBe('a')
    const done: string[] = []
    expect(await new SharedThread().run(steps('a', 30, done), 'one')).toBe('a')
    expect(done).toHaveLength(30)
  })

  it('others run between two slices, and no slice is longer than a few thousand units', async () => {
    const thread = new SharedThread()
    const done: string[] = []
    let going = true
    const other = (async () => {
      while (going) {
        done.push('-')
        await new Promise((resolve) => setTimeout(resolve, 0))
      }
    })()
    await thread.run(steps('a', 40, done), 'one')
    going = false
    await other
    const longest = Math.max(
      ...done
        .join('')
        .split('-')
        .map((run) => run.length),
    )
    expect(longest).toBeLessThanOrEqual(6)
  })

  it('an instance with ten computations does not delay the first one of another', async () => {
    const thread = new SharedThread()
    const done: string[] = []
    const many = Array.from({ length: 10 }, () => thread.run(steps('a', 60, done), 'noisy'))
    // The instance `noisy` computes for a while before the instance `quiet` starts.
    while (done.length < 60) await new Promise((resolve) => setTimeout(resolve, 1))
    const from = done.length
    await thread.run(steps('b', 30, done), 'quiet')
    // The instance `quiet` has not used the thread yet, so it gets the thread several times in a row. Meanwhile `noisy`, whose steps are
    // noted as `a`, makes only a few steps.
    expect(done.slice(from).filter((name) => name === 'a').length).toBeLessThanOrEqual(18)
    await Promise.all(many)
  }, 60_000)

  it('a computation that fails or is aborted leaves the thread to others', async () => {
    const thread = new SharedThread()
    function* failing(): Steps<never> {
      yield 1
      throw new Error('no')
    }
    await expect(thread.run(failing(), 'one')).rejects.toThrow('no')
    const controller = new AbortController()
    const off = thread.run(steps('a', 1_000_000, []), 'one', controller.signal)
    controller.abort(new Error('called off'))
    await expect(off).rejects.toThrow('called off')
    expect(await thread.run(steps('b', 3, []), 'two')).toBe('b')
  }, 60_000)
})
