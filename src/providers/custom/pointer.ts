// Pointers into an answer: JSON pointers in which `*` stands for every element; `header:name` points to a header.
import type { Json } from '../../shared/json.ts'

/** The parts of an answer that pointers can refer to. */
export interface Answer {
  body: Json
  headers: Headers
  status: number
}

const MAX_FOUND = 20
const HEADER = 'header:'

/** Returns the values at a pointer. */
export function valuesIn({ body, headers }: Pick<Answer, 'body' | 'headers'>, pointer: string): Json[] {
  if (!pointer.startsWith(HEADER)) return valuesAt(body, pointer)
  const value = headers.get(pointer.slice(HEADER.length))
  return value === null ? [] : [value]
}

/** Tries several pointers in order and returns the first value that is not null. */
export function firstIn(answer: Pick<Answer, 'body' | 'headers'>, pointers: readonly string[]): Json {
  for (const pointer of pointers) {
    const [found] = valuesIn(answer, pointer).filter((value) => value !== null)
    if (found !== undefined) return found
  }
  return null
}

/** Returns the values at a JSON pointer; `*` matches every element. */
export function valuesAt(body: Json, pointer: string): Json[] {
  let found: Json[] = [body]
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')

    found = found
      .flatMap((each): Json[] => {
        if (each === null || typeof each !== 'object') return []
        if (name === '*') return Object.values(each)
        return Object.hasOwn(each, name) ? [(each as { [name: string]: Json })[name]!] : []
      })
      .slice(0, MAX_FOUND)
  }
  return found
}
