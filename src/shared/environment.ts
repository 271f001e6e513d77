// The parts of the environment that both services share. Each service parses its own environment once (env.ts).
import { z } from 'zod'
import { lazily } from './lazily.ts'
import { oncePer } from './once-per.ts'

const SHORTEST_KEY_BYTES = 32

/** One secret key in base64, 32 bytes or more. */
export const secretKey = lazily(() =>
  z
    .base64()
    .transform((base64) => Uint8Array.fromBase64(base64))
    .refine((key) => key.byteLength >= SHORTEST_KEY_BYTES, `must be ${SHORTEST_KEY_BYTES} bytes or more`),
)

/** Parses keys by version, as written in the environment: `{"1":"base64"}`. The highest version is current. */
export const versionedKeys = lazily(() =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' })
        return z.NEVER
      }
    })
    .pipe(z.record(z.string().regex(/^[1-9]\d*$/), secretKey()))
    .refine((byVersion) => Object.keys(byVersion).length > 0, 'holds no key')
    .transform((byVersion) => {
      const keys = new Map(Object.entries(byVersion).map(([version, key]) => [Number(version), key]))
      return { current: Math.max(...keys.keys()), keys }
    }),
)

/** A binding of the Worker. Only its presence is checked; the caller declares its type. */
export const binding = <T>() =>
  z.custom<T>((value) => value !== null && (typeof value === 'object' || typeof value === 'function'), 'binding is missing')

const flag = lazily(() =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
)

/** Makes the schemas of the variables that both services have. */
export const common = () => ({
  ENVIRONMENT: z.enum(['development', 'test', 'production']),
  PUBLIC_URL: z.url().optional(),
  /** The version of the code, set by the command that started or deployed it. */
  VERSION: z.string().max(100).default('development'),
  VALIDATE_RESPONSES: flag(),
  ALLOW_PRIVATE_ADDRESSES: flag(),
  /** The static files: the explorer, the panel and the contracts' documents. Absent if a Worker serves only the API. */
  ASSETS: binding<Fetcher>().optional(),
})

/**
 * Returns a function that parses the environment once per isolate. The returned function throws an error that names the missing and the
 * invalid variables but contains no values.
 */
export function environmentReader<Environment extends { ENVIRONMENT: string; ALLOW_PRIVATE_ADDRESSES: boolean }>(
  service: string,
  schema: () => z.ZodType<Environment>,
): (env: object) => Environment {
  const sound = lazily(() =>
    schema().refine((parsed) => parsed.ENVIRONMENT !== 'production' || !parsed.ALLOW_PRIVATE_ADDRESSES, {
      path: ['ALLOW_PRIVATE_ADDRESSES'],
      message: 'is only for local development',
    }),
  )
  return oncePer((env: object) => {
    const result = sound().safeParse(env)
    if (result.success) return result.data
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new Error(`The environment of the ${service} is not complete: ${faults.join('; ')}`)
  })
}
