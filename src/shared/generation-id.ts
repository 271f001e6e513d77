// The id of a generation also says which object hosts the generation's job, so that nobody has to look that up. The parts of an id are, in
// this order: its time in 10 characters, 6 random characters, the last 8 characters of the instance's id, and the host's number in 2
// characters. An instance with little work has one host; each further host is used only while the hosts before it are full.
import type { Clock } from './clock.ts'
import { ALPHABET, idFrom } from './ids.ts'

const INSTANCE_LENGTH = 8
const NUMBER_LENGTH = 2
/** The largest number of hosts of an instance. */
export const MOST_HOSTS = ALPHABET.length ** NUMBER_LENGTH

/** Returns a new id that names the host with the number 0. The limiter chooses the host when it admits the generation (`onHost`). */
export function newGenerationId(instanceId: string, clock: Clock): string {
  const id = idFrom('gen', clock(), crypto.getRandomValues(new Uint8Array(16)))
  return id.slice(0, -INSTANCE_LENGTH - NUMBER_LENGTH) + instanceId.slice(-INSTANCE_LENGTH) + ALPHABET[0]!.repeat(NUMBER_LENGTH)
}

/** Returns the id with another host's number. */
export function onHost(generationId: string, number: number): string {
  const digits = ALPHABET[Math.floor(number / ALPHABET.length)]! + ALPHABET[number % ALPHABET.length]!
  return generationId.slice(0, -NUMBER_LENGTH) + digits
}

/** Returns the number of the host that an id names. */
export function hostNumberOf(generationId: string): number {
  return Array.from(generationId.slice(-NUMBER_LENGTH)).reduce((sum, digit) => sum * ALPHABET.length + ALPHABET.indexOf(digit), 0)
}

/** Returns the id without the number of its host. The limiter changes only this number, so the rest of the id stays the same. */
export function withoutHost(generationId: string): string {
  return generationId.slice(0, -NUMBER_LENGTH)
}

/**
 * Returns the name of the object that hosts a generation's job. Returns null for an id that version 0.2 made: it names no host, and the
 * generation has an object of its own.
 */
export function hostNameOf(instanceId: string, generationId: string): string | null {
  const name = hostNameIn(generationId)
  return name.startsWith(instanceId.slice(-INSTANCE_LENGTH)) ? name : null
}

/**
 * Like `hostNameOf`, but does not need the instance's id. Without the instance's id, an id that version 0.2 made cannot be recognized. For
 * such an id, the result names a host that does not know the job, so the caller must be prepared for that.
 */
export function hostNameIn(generationId: string): string {
  return generationId.slice(-INSTANCE_LENGTH - NUMBER_LENGTH)
}
