/**
 * The part of a Durable Object namespace that callers use. `Stub` is an interface of the object's methods and not its class, so that a
 * caller does not depend on the object's code.
 */
export interface ObjectNamespace<Stub> {
  getByName(name: string): Stub
}
