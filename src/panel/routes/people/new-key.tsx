import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { me } from '../../api/session-state.ts'
import { useAfter } from '../../parts/after.ts'
import { useAskBeforeClosing } from '../../parts/ask-before-loss.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { FormsContext } from '../../parts/unsaved.ts'
import { Dialog } from '../../ui.ts'
import { OF_PERSON, OwnScopesField } from '../keys/fields.tsx'
import { SIGN_IN_SCOPES } from './roles.tsx'

type Schemas = components['schemas']
interface Values {
  name: string
  scopes: Schemas['Scope'][]
}

interface NewKeyProps {
  of: Schemas['User']
  onClose: () => void
  onSecret: (secret: string) => void
}

/** Asks for the name and the scopes of a person's new key, and makes the key. */
export function NewKeyDialog({ of: user, onClose, onSecret }: NewKeyProps) {
  const scopes = SIGN_IN_SCOPES.filter((scope) => me().scopes.includes(scope))
  const form = useForm<Values>({ defaultValues: { name: '', scopes } })
  const create = config.useMutation('post', '/keys', useAfter({ done: 'Key created', invalidates: ['/keys'] }))
  const { forms, close, question } = useAskBeforeClosing(onClose)
  return (
    <Dialog.Root open onOpenChange={(next) => !next && close()}>
      <Dialog size="lg" className="p-6">
        <Dialog.Title className="mb-4 text-lead font-semibold">{`A new key for ${user.name}`}</Dialog.Title>
        <FormsContext value={forms}>
          <Form
            form={form}
            submit="Create the key"
            onCancel={onClose}
            onSubmit={async ({ name, scopes: chosen }) => {
              const made = await create.mutateAsync({ body: { kind: 'user', user_id: user.id, name, scopes: chosen } })
              onClose()
              onSecret(made.secret)
            }}
          >
            <TextField
              name="name"
              label="Name"
              required
              description="The device or program that uses it, so that you can tell keys apart."
            />
            <OwnScopesField labels={OF_PERSON} />
            <p className="text-small text-ink-muted">
              It never allows more than the person's role does. To sign in to the panel, it needs Manage. A key with Metrics alone is for
              Prometheus.
            </p>
          </Form>
        </FormsContext>
        {question}
      </Dialog>
    </Dialog.Root>
  )
}
