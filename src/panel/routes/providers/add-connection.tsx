import { PlusIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { DrawerSection } from '../../parts/drawer.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { May } from '../../parts/may.tsx'
import { useInstance } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { useVerifyStored } from './verify.ts'
import { CHANGES, credentialBody, CredentialFields, credentialValues, type CredentialValues } from './credential-fields.tsx'

type Provider = components['schemas']['Provider']

interface Values extends CredentialValues {
  id: string
}

/** Adds a further connection of the provider, for a second account or a proxy, under an id of its own. */
export function AddConnection({ provider, onAdded }: { provider: Provider; onAdded: (id: string) => void }) {
  const instance = useInstance()
  const [isOpen, setIsOpen] = useState(false)
  const form = useForm<Values>({ defaultValues: { id: '', ...credentialValues(provider, null) } })
  const put = config.useMutation('put', '/instances/{instance_id}/credentials/{provider}', useAfter({ invalidates: CHANGES }))
  const verifyStored = useVerifyStored('Connection added')
  const add = async ({ id, ...values }: Values) => {
    const { id: credentialId } = await put.mutateAsync({
      params: { path: { instance_id: instance.id, provider: id.trim() } },
      body: { provider: provider.id, ...credentialBody(values) },
    })
    verifyStored(credentialId)
    onAdded(id.trim())
  }
  return (
    <DrawerSection label="Further connections" title="Another account or address">
      <p className="text-ink-muted">
        {provider.name} may have several connections. A further one serves nothing until you choose it, here for all models or with a model
        for that model alone.
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
          <CredentialFields provider={provider} />
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
