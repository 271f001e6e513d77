// What both services' environments are made of. Each service parses its own, once (env.ts).
import { z } from 'zod'

const SHORTEST_KEY_BYTES = 32

/** One secret key in base64, 32 bytes or more. */
export const secretKey = z
  .base64()
  .transform((base64) => Uint8Array.fromBase64(base64))
  .refine((key) => key.byteLength >= SHORTEST_KEY_BYTES, `must be ${SHORTEST_KEY_BYTES} bytes or more`)

/** Keys by version, as the environment spells them: `{"1":"base64"}`. The highest version is current. */
export const versionedKeys = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string().regex(/^[1-9]\d*$/), secretKey))
  .refine((byVersion) => Object.keys(byVersion).length > 0, 'holds no key')
  .transform((byVersion) => {
    const keys = new Map(Object.entries(byVersion).map(([version, key]) => [Number(version), key]))
    return { current: Math.max(...keys.keys()), keys }
  })

/** A binding of the Worker; what it is, is the type's word. */
export const binding = <T>() =>
  z.custom<T>((value) => value !== null && (typeof value === 'object' || typeof value === 'function'), 'binding is missing')

export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')
