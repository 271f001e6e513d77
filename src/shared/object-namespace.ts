/**
 * The part of a Durable Object namespace that is used. `Stub` is an interface of the object's methods and not its class, so that a caller
 * does not depend on the code of the object.
 */
export interface ObjectNamespace<Stub> {
  getByName(name: string): Stub
}
