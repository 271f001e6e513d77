import { PlusIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { DrawerSection } from '../../parts/drawer.tsx'
import { Form, SecretField, TextField } from '../../parts/form.tsx'
import { May } from '../../parts/may.tsx'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { labelOf } from './connection-status.tsx'

type Provider = components['schemas']['Provider']

interface Values {
  id: string
  fields: Record<string, string>
  base_url: string
}

/** A second account of the provider, or a proxy, under an id of its own. */
export function AddConnection({ provider, onAdded }: { provider: Provider; onAdded: (id: string) => void }) {
  const instance = useInstance()
  const [isOpen, setIsOpen] = useState(false)
  const form = useForm<Values>({
    defaultValues: { id: '', fields: Object.fromEntries(provider.credential_fields.map(({ name }) => [name, ''])), base_url: '' },
  })
  const put = config.useMutation(
    'put',
    '/instances/{instance_id}/credentials/{provider}',
    useAfter({
      done: 'Connection added',
      invalidates: ['/instances/{instance_id}/credentials', '/instances/{instance_id}/overview', '/models'],
    }),
  )
  const add = async ({ id, fields, base_url: address }: Values) => {
    // A field that is left empty is optional.
    const given = Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''))
    await put.mutateAsync({
      params: { path: { instance_id: instance.id, provider: id.trim() } },
      body: { provider: provider.id, fields: given, base_url: address.trim() === '' ? null : address.trim() },
    })
    onAdded(id.trim())
  }
  return (
    <DrawerSection label="Further connections" title="Another account or address">
      <p className="text-ink-muted">
        {provider.name} may have several connections. A further one serves the models that name it under <code>connections</code> in the
        model settings; the others stay as they are.
      </p>
      {isOpen ? (
        <Form form={form} submit="Add" onSubmit={add} onCancel={() => setIsOpen(false)}>
          <TextField
            name="id"
            label="Id"
            description="Lower-case letters, digits and dashes."
            placeholder={`${provider.id}-eu`}
            required
            mono
          />
          {provider.credential_fields.map(({ name, description, required }) => (
            <SecretField key={name} name={`fields.${name}`} label={labelOf(name)} description={description} required={required} />
          ))}
          {!provider.is_custom && (
            <TextField
              name="base_url"
              label="Address"
              description="Only for a proxy or a server of your own; empty: the provider’s."
              placeholder={provider.default_base_url ?? 'https://'}
              required={provider.default_base_url === null}
              mono
            />
          )}
        </Form>
      ) : (
        <div>
          <May needs="admin">
            {(disabled) => (
              <Button type="button" icon={PlusIcon} disabled={disabled} onClick={() => setIsOpen(true)}>
                Add a connection
              </Button>
            )}
          </May>
        </div>
      )}
    </DrawerSection>
  )
}
