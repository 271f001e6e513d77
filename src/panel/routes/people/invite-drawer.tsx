import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { useOrganization } from '../../places.tsx'
import { grantsOf, grantValues, isGranted, RoleFields, type RoleValues, signInKey, useSetGrants } from './roles.tsx'

type User = components['schemas']['User']

interface Values extends RoleValues {
  name: string
  email: string
}

/** Makes a user with the chosen grants and a first key, which is shown once. */
export function InviteDrawer({ onClose, onSecret }: { onClose: () => void; onSecret: (name: string, secret: string) => void }) {
  const organization = useOrganization()
  const ids = organization.instances.map(({ id }) => id)
  // The new user, kept for the case that a later step fails: saving again then uses this user and does not make a second one.
  const [made, setMade] = useState<User | null>(null)
  const form = useForm<Values>({ defaultValues: { name: '', email: '', role: 'developer', grants: grantValues([], ids) } })
  const create = config.useMutation('post', '/users', useAfter({ invalidates: ['/users'] }))
  const setGrants = useSetGrants()
  const makeKey = config.useMutation('post', '/keys', useAfter({ done: 'Invited', invalidates: ['/keys'] }))
  const invite = async ({ name, email, ...roles }: Values) => {
    const user = made ?? (await create.mutateAsync({ body: { organization_id: organization.id, name, email, role: roles.role } }))
    setMade(user)
    if (isGranted(user.role) && grantsOf(roles).length > 0) await setGrants(user.id, grantsOf(roles))
    const key = await makeKey.mutateAsync({ body: signInKey(user.id, 'First key') })
    onClose()
    onSecret(user.name, key.secret)
  }
  return (
    <Drawer open onClose={onClose} title="Invite somebody" subtitle="They sign in with a key, which you see once and hand over.">
      <Form form={form} submit="Invite" whyNot={useWhyNot('admin')} onCancel={onClose} onSubmit={invite}>
        <TextField name="name" label="Name" required />
        <TextField name="email" label="E-mail address" description="It tells people apart. Nothing is sent to it." required />
        <RoleFields />
      </Form>
    </Drawer>
  )
}
