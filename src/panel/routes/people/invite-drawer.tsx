import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { Form, TextField } from '../../parts/form.tsx'
import { useOrganization } from '../../places.tsx'
import { grantsOf, grantValues, isGranted, RoleFields, type RoleValues } from './roles.tsx'

type User = components['schemas']['User']

interface Values extends RoleValues {
  name: string
  email: string
}

/** Makes a user with the chosen grants and a first key, which is shown once. */
export function InviteDrawer({ onClose, onSecret }: { onClose: () => void; onSecret: (name: string, secret: string) => void }) {
  const organization = useOrganization()
  const ids = organization.instances.map(({ id }) => id)
  // If a later step fails, saving again continues there, so that no user is made twice.
  const [made, setMade] = useState<User | null>(null)
  const form = useForm<Values>({ defaultValues: { name: '', email: '', role: 'developer', grants: grantValues([], ids) } })
  const create = config.useMutation('post', '/users', useAfter({ invalidates: ['/users'] }))
  const grant = config.useMutation(
    'put',
    '/users/{user_id}/grants',
    useAfter({ invalidates: ['/users', '/instances/{instance_id}/overview'] }),
  )
  const makeKey = config.useMutation('post', '/keys', useAfter({ done: 'Invited', invalidates: ['/keys'] }))
  const invite = async ({ name, email, ...roles }: Values) => {
    const user = made ?? (await create.mutateAsync({ body: { organization_id: organization.id, name, email, role: roles.role } }))
    setMade(user)
    if (isGranted(user.role) && grantsOf(roles).length > 0) {
      const { data, error, response } = await configApi.GET('/users/{user_id}', { params: { path: { user_id: user.id } } })
      if (data === undefined) throw error
      await grant.mutateAsync({
        params: { path: { user_id: user.id }, header: { 'If-Match': response.headers.get('etag') ?? '' } },
        body: { grants: grantsOf(roles) },
      })
    }
    const key = await makeKey.mutateAsync({
      body: {
        kind: 'user',
        user_id: user.id,
        name: 'First key',
        scopes: ['read', 'generate', 'manage'],
      },
    })
    onClose()
    onSecret(user.name, key.secret)
  }
  return (
    <Drawer open onClose={onClose} title="Invite somebody" subtitle="They sign in with a key, which you see once and hand over.">
      <Form form={form} submit="Invite" onCancel={onClose} onSubmit={invite}>
        <TextField name="name" label="Name" required />
        <TextField name="email" label="E-mail address" description="To tell people apart; nothing is sent to it." required />
        <RoleFields />
      </Form>
    </Drawer>
  )
}
