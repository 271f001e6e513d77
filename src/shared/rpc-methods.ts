// The methods of an RPC interface are listed once, with their types. The classes and functions that forward calls are made from that list.
import { detach } from './detach.ts'

/** Returns the names of all methods of an interface. The compiler refuses `names` if a name is missing or superfluous. */
export function methodsOf<Rpc>(names: Record<keyof Rpc, true>): readonly (keyof Rpc)[] {
  return Object.keys(names) as (keyof Rpc)[]
}

type Method = (...given: unknown[]) => unknown

/**
 * The name of the method that returns the object to which calls are forwarded. The name is a symbol, so that RPC cannot call this method:
 * RPC can call only methods whose name is a string.
 */
export const TARGET = Symbol('target')

type Passing<Base extends abstract new (...given: never[]) => object, Rpc> = abstract new (
  ...given: ConstructorParameters<Base>
) => InstanceType<Base> & Rpc & { [TARGET](): Rpc }

/**
 * Returns a class with the methods of `Rpc`; each calls the same method of `[TARGET]()`. The methods are on the prototype, because RPC
 * finds only those.
 */
export function passingOn<Base extends abstract new (...given: never[]) => object, Rpc>(
  base: Base,
  methods: readonly (keyof Rpc)[],
): Passing<Base, Rpc> {
  abstract class Passer extends (base as abstract new () => object) {
    abstract [TARGET](): Rpc
  }
  for (const name of methods) {
    const value = async function (this: Passer, ...given: unknown[]) {
      const to = this[TARGET]()
      return (to[name] as Method).apply(to, given)
    }
    Object.defineProperty(Passer.prototype, name, { value, configurable: true, writable: true })
  }
  // TypeScript cannot know that the methods were added, so the type is asserted here.
  return Passer as unknown as Passing<Base, Rpc>
}

/** Returns the methods of `rpc`. Each result is copied, and the original is disposed of (detach.ts). */
export function detachedAnswers<Rpc>(rpc: Rpc, methods: readonly (keyof Rpc)[]): Rpc {
  const remote = rpc as Record<keyof Rpc, Method>
  const call = (name: keyof Rpc) => async (request: unknown) => detach(await remote[name](request))
  return Object.fromEntries(methods.map((name) => [name, call(name)])) as Rpc
}
