// The methods of an RPC interface are listed once, with their types. The classes and pass-throughs between caller and callee are made from
// that list.
import { detach } from './detach.ts'

/** The names of all methods of an interface. A method that is missing here, or one too many, does not compile. */
export function methodsOf<Rpc>(names: Record<keyof Rpc, true>): readonly (keyof Rpc)[] {
  return Object.keys(names) as (keyof Rpc)[]
}

type Method = (...given: unknown[]) => unknown

/** The method by which an object names the one that does its work. A symbol, because RPC can call every method that has a name. */
export const TARGET = Symbol('target')

type Passing<Base extends abstract new (...given: never[]) => object, Rpc> = abstract new (
  ...given: ConstructorParameters<Base>
) => InstanceType<Base> & Rpc & { [TARGET](): Rpc }

/** A class with the methods of `Rpc`, which call those of `[TARGET]()`. They are on its prototype, because RPC sees only methods of prototypes. */
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
  // Only here is it known that the methods are there.
  return Passer as unknown as Passing<Base, Rpc>
}

/** The same methods, returning plain data (detach.ts). */
export function detachedAnswers<Rpc>(rpc: Rpc, methods: readonly (keyof Rpc)[]): Rpc {
  const remote = rpc as Record<keyof Rpc, Method>
  const call = (name: keyof Rpc) => async (request: unknown) => detach(await remote[name](request))
  return Object.fromEntries(methods.map((name) => [name, call(name)])) as Rpc
}
