// Verbs that cross Workers and objects stand in one typed list, and whatever stands between caller and callee is made from that list.
import { detach } from './detach.ts'

/** The names of all methods of an interface. A method that is missing here, or one too many, does not compile. */
export function methodsOf<Rpc>(names: Record<keyof Rpc, true>): readonly (keyof Rpc)[] {
  return Object.keys(names) as (keyof Rpc)[]
}

type Method = (...given: unknown[]) => unknown

/**
 * Gives a class methods that call those of `target`. They are put on its prototype, because RPC reaches nothing else of an object. To be
 * called in the class's static block; the class's type declares the methods.
 */
export function passOn<Self extends object, Rpc>(prototype: Self, methods: readonly (keyof Rpc)[], target: (self: Self) => Rpc): void {
  for (const name of methods) {
    const value = async function (this: Self, ...given: unknown[]) {
      const to = target(this)
      return (to[name] as Method).apply(to, given)
    }
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
  }
}

/** The same methods, with answers that are plain data of our own (detach.ts). */
export function detachedAnswers<Rpc>(rpc: Rpc, methods: readonly (keyof Rpc)[]): Rpc {
  const remote = rpc as Record<keyof Rpc, Method>
  const call = (name: keyof Rpc) => async (request: unknown) => detach(await remote[name](request))
  return Object.fromEntries(methods.map((name) => [name, call(name)])) as Rpc
}
