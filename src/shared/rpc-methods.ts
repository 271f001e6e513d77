// The methods of an RPC interface are listed once, with their types. The classes and pass-throughs between caller and callee are made from
// that list.
import { detach } from './detach.ts'

/** The names of all methods of an interface. A method that is missing here, or one too many, does not compile. */
export function methodsOf<Rpc>(names: Record<keyof Rpc, true>): readonly (keyof Rpc)[] {
  return Object.keys(names) as (keyof Rpc)[]
}

type Method = (...given: unknown[]) => unknown

/**
 * Adds methods to a class that call those of `target`. They are put on its prototype, because RPC sees only methods of the prototype. Call
 * it in the class's static block; the class's type declares the methods.
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

/** The same methods, returning plain data (detach.ts). */
export function detachedAnswers<Rpc>(rpc: Rpc, methods: readonly (keyof Rpc)[]): Rpc {
  const remote = rpc as Record<keyof Rpc, Method>
  const call = (name: keyof Rpc) => async (request: unknown) => detach(await remote[name](request))
  return Object.fromEntries(methods.map((name) => [name, call(name)])) as Rpc
}
