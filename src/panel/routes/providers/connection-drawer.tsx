import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { Form, SwitchField } from '../../parts/form.tsx'
import { Time, words } from '../../parts/format.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { ErrorNote } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { useInstance } from '../../places.tsx'
import { Button, cn } from '../../ui.ts'
import { AddConnection } from './add-connection.tsx'
import { ConnectionStatus, needsNothing, restOf, sayFields, VERIFIED } from './connection-status.tsx'
import { Serving } from './serving.tsx'
import { useIsVerifying, useVerify, useVerifyStored } from './verify.ts'
import { CHANGES, credentialBody, CredentialFields, credentialValues, type CredentialValues } from './credential-fields.tsx'

type Schemas = components['schemas']
type Provider = Schemas['Provider']
type Credential = Schemas['Credential']

export interface Connection {
  /** The id of the connection: the provider's own id, or another one for a further connection. */
  id: string
  name: string
  provider: Provider
  /** The stored credential; null if the provider is not connected. */
  credential: Credential | null
}

interface ConnectionDrawerProps {
  connection: Connection
  /** All credentials of the instance. */
  credentials: Credential[]
  onClose: () => void
  /** Shows another connection in the drawer instead of this one. */
  onOpen: (id: string) => void
  /** Opens the definition of a custom provider. */
  onDefinition: () => void
}

export function ConnectionDrawer({ connection, credentials, onClose, onOpen, onDefinition }: ConnectionDrawerProps) {
  const { id, name, provider, credential } = connection
  const rest = credential === null ? null : restOf(credential)
  return (
    <Drawer open onClose={onClose} title={name} subtitle={<code className="font-mono">{id}</code>}>
      <div className="grid grid-cols-1 gap-7">
        <Facts
          items={[
            ['State', <ConnectionStatus key="state" provider={provider} credential={credential} />],
            ['Address', credential?.base_url ?? provider.default_base_url ?? 'None of its own: give yours below'],
            ['Rests', rest === null ? null : <Rest key="rests" until={rest.until} detail={rest.detail} />],
            ['Credential', credential === null ? null : sayFields(credential)],
            ['Version', credential === null ? null : String(credential.version)],
            ['Stored', credential === null ? null : <Time key="stored" at={credential.updated_at} full />],
          ]}
        />
        {provider.is_custom && (
          <div>
            <Button type="button" onClick={onDefinition}>
              Show its definition
            </Button>
          </div>
        )}
        {credential !== null && <Verify key={`verify-${credential.version}`} credential={credential} />}
        {needsNothing(provider) ? (
          <p className="text-ink-muted">
            {provider.by_binding
              ? 'The AI binding of the deployment takes the place of a credential: there is nothing to connect here.'
              : 'It needs no credential: its models are ready.'}
          </p>
        ) : (
          <Connect key={`connect-${credential?.version ?? 0}`} connection={connection} />
        )}
        {!needsNothing(provider) && <Serving provider={provider} credentials={credentials} />}
        {credential !== null && id === provider.id && !needsNothing(provider) && <AddConnection provider={provider} onAdded={onOpen} />}
        {credential !== null && <Remove connection={connection} credential={credential} onClose={onClose} />}
      </div>
    </Drawer>
  )
}

/**
 * Shows the time at which the connection's rest ends, and the provider's message. During the rest, requests prefer other connections,
 * because the provider has refused calls.
 */
function Rest({ until, detail }: { until: string; detail: string }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      until <Time at={until} full />. {detail}
    </span>
  )
}

function Verify({ credential }: { credential: Credential }) {
  const verify = useVerify()
  const isVerifying = useIsVerifying(credential.id)
  const found = verify.data ?? credential.verification
  return (
    <DrawerSection
      label="Verify"
      title="Does the provider take it?"
      action={
        <May needs="developer">
          {(disabled) => (
            <Button
              disabled={disabled}
              loading={isVerifying}
              onClick={() => verify.mutate({ params: { path: { credential_id: credential.id } } })}
            >
              Verify
            </Button>
          )}
        </May>
      }
    >
      {isVerifying ? (
        <p role="status" className="text-ink-muted">
          The provider is being asked…
        </p>
      ) : found === null ? (
        <p className="text-ink-muted">Nobody has asked yet. Verifying makes one cheap call; it makes no picture and costs nothing.</p>
      ) : (
        <p
          role="status"
          className={cn('rounded-control px-3 py-2 [overflow-wrap:anywhere]', found.status === 'rejected' ? 'bg-bad-tint' : 'bg-well')}
        >
          <strong className={found.status === 'rejected' ? 'text-bad' : ''}>{words(VERIFIED[found.status][1])}</strong>
          {found.provider_status !== null && ` (${found.provider_status})`}: {found.detail}{' '}
          <span className="text-ink-muted">
            <Time at={found.checked_at} />
          </span>
          {found.status === 'rejected' && (
            <span className="mt-1 block">Check the secret and the address, and replace the credential below.</span>
          )}
        </p>
      )}
      {verify.error !== null && <ErrorNote error={verify.error} />}
    </DrawerSection>
  )
}

interface Values extends CredentialValues {
  verify_first: boolean
}

/** Stores the first credential of a connection, or replaces the stored one. */
function Connect({ connection: { id, name, provider, credential } }: { connection: Connection }) {
  const instance = useInstance()
  const whyNot = useWhyNot('admin')
  const isFirst = credential === null
  const form = useForm<Values>({
    defaultValues: { ...credentialValues(provider, credential?.base_url ?? null), verify_first: true },
  })
  const put = config.useMutation('put', '/instances/{instance_id}/credentials/{provider}', useAfter({ invalidates: CHANGES }))
  const rotate = config.useMutation(
    'post',
    '/credentials/{credential_id}/rotate',
    useAfter({ done: 'Credential replaced', invalidates: CHANGES }),
  )
  const verifyStored = useVerifyStored(isFirst ? `${name} is connected` : 'Credential replaced')
  const save = async ({ verify_first: verifyFirst, ...values }: Values) => {
    const body = credentialBody(values)
    if (credential !== null && body.base_url === credential.base_url)
      await rotate.mutateAsync({
        params: { path: { credential_id: credential.id } },
        body: { fields: body.fields, verify_first: verifyFirst },
      })
    else {
      const { id: credentialId } = await put.mutateAsync({
        params: { path: { instance_id: instance.id, provider: id } },
        body: { provider: provider.id, ...body },
      })
      verifyStored(credentialId)
    }
  }
  return (
    <DrawerSection label={isFirst ? 'Connect' : 'Replace'} title={isFirst ? 'Connect' : 'Replace the credential'}>
      <Form form={form} submit={isFirst ? 'Connect' : 'Replace'} whyNot={whyNot} onSubmit={save}>
        <CredentialFields provider={provider} />
        {!isFirst && (
          <SwitchField
            name="verify_first"
            label="Ask the provider first"
            description="The old credential stays if the provider rejects the new one. A new address is stored without asking."
          />
        )}
      </Form>
    </DrawerSection>
  )
}

function Remove({
  connection: { id, name },
  credential,
  onClose,
}: {
  connection: Connection
  credential: Credential
  onClose: () => void
}) {
  const remove = config.useMutation(
    'delete',
    '/credentials/{credential_id}',
    useAfter({ done: `${name} is disconnected`, invalidates: CHANGES }),
  )
  return (
    <DrawerSection label="Remove">
      <div>
        <ConfirmButton
          needs="admin"
          label="Remove the credential"
          title={`Disconnect ${name}?`}
          action="Disconnect"
          typed={id}
          onConfirm={async () => {
            await remove.mutateAsync({ params: { path: { credential_id: credential.id } } })
            onClose()
          }}
        >
          The models that only it serves stop at once in this instance, and the encrypted secrets are deleted. To connect it again you need
          the secrets anew.
        </ConfirmButton>
      </div>
    </DrawerSection>
  )
}
