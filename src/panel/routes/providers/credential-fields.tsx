// The part of a form that asks for the fields of a credential and for the address at which the provider is called. The forms for a
// provider's first connection and for a further connection both use this part.
import type { components } from '../../../../generated/config/types.ts'
import { SecretField, TextField } from '../../parts/form.tsx'
import { labelOf, mayBeKeyless } from './connection-status.tsx'

type Schemas = components['schemas']
type Provider = Schemas['Provider']

export interface CredentialValues {
  fields: Record<string, string>
  base_url: string
}

/** The queries that must be read again after a connection has changed. */
export const CHANGES = ['/instances/{instance_id}/credentials', '/instances/{instance_id}/overview', '/models']

export const credentialValues = (provider: Provider, baseUrl: string | null): CredentialValues => ({
  fields: Object.fromEntries(provider.credential_fields.map(({ name }) => [name, ''])),
  base_url: baseUrl ?? '',
})

/** Returns the body of the request that stores the credential. Empty fields are left out: the form lets only optional ones be empty. */
export function credentialBody({ fields, base_url: address }: CredentialValues) {
  return {
    fields: Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== '')),
    base_url: address.trim() === '' ? null : address.trim(),
  } satisfies Schemas['PutCredentialRequest']
}

export function CredentialFields({ provider }: { provider: Provider }) {
  return (
    <>
      {mayBeKeyless(provider) && (
        <p className="text-ink-muted">If your server asks for no key, leave the fields empty: its address is the whole connection.</p>
      )}
      {provider.credential_fields.map(({ name, description, required, secret }) => {
        const field = { name: `fields.${name}`, label: labelOf(name), description, required }
        return secret ? <SecretField key={name} {...field} /> : <TextField key={name} {...field} mono />
      })}
      {!provider.is_custom && (
        <TextField
          name="base_url"
          label="Address"
          description={
            provider.default_base_url === null
              ? 'Where your server or account is reached.'
              : 'Only for a compatible server of your own; empty: the provider’s.'
          }
          placeholder={provider.default_base_url ?? 'https://'}
          required={provider.default_base_url === null}
          mono
        />
      )}
    </>
  )
}
