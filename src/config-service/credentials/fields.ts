import type { ProviderAdapter } from '../../providers/provider.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import { withoutEnd } from '../../shared/without-end.ts'

const SHOWN = 4
/** The minimum length of a secret whose last characters are shown. Four characters of a shorter secret would reveal too much. */
const SHORTEST_SHOWN = 12

/** Returns the last four characters of each field, which are enough to tell two secrets apart. Returns only `…` for a short secret. */
export function hintsOf(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => [name, text.length < SHORTEST_SHOWN ? '…' : `…${text.slice(-SHOWN)}`]),
  )
}

/** Removes white space and quotes around each pasted secret, and a `Bearer` or `Authorization: Bearer` before it. */
export function cleanFields(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, cleanSecret(text)]))
}

function cleanSecret(text: string): string {
  const trimmed = withoutEnd(text.replace(/^[\s\u200b\ufeff]+/u, ''), /[\s\u200b\ufeff]/u)
  const inner = /^(["'`])([^]*)\1$/u.exec(trimmed)?.[2] ?? /^(?:authorization:\s*)?bearer\s+([^]*)$/iu.exec(trimmed)?.[1]
  return inner === undefined || inner === '' ? trimmed : cleanSecret(inner)
}

/** Refuses a connection to a provider that needs no credential, because the connection would have no effect. */
export function requireSomething(adapter: ProviderAdapter): void {
  if (adapter.credentialFields.length > 0) return
  throw new AppError('invalid_request', {
    detail: `${adapter.name} needs no credential: its models are ready without one.`,
    errors: [{ pointer: '/path/provider', message: 'has nothing to connect' }],
  })
}

/** Throws if a field that the provider needs is missing, or if any field is empty or unknown to the provider. */
export function requireFields(adapter: ProviderAdapter, fields: Record<string, string>): void {
  const errors: FieldError[] = []
  const known = new Map(adapter.credentialFields.map((field) => [field.name, field]))
  for (const name of Object.keys(fields))
    if (!known.has(name)) errors.push({ pointer: `/body/fields/${name}`, message: `is not a field of ${adapter.name}` })
  for (const [name, field] of known)
    if (field.required && !(name in fields)) errors.push({ pointer: `/body/fields/${name}`, message: `is needed: ${field.description}` })
  for (const [name, text] of Object.entries(fields))
    if (known.has(name) && text === '') errors.push({ pointer: `/body/fields/${name}`, message: 'is empty' })
  if (errors.length === 0) return
  const wanted = adapter.credentialFields.map((field) => (field.required ? field.name : `${field.name} (optional)`))
  throw new AppError('invalid_request', {
    detail: wanted.length === 0 ? `${adapter.name} needs no credential.` : `${adapter.name} asks for ${wanted.join(', ')}.`,
    errors,
  })
}
