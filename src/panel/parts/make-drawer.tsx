import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useForm, useWatch } from 'react-hook-form'
import { config } from '../api/config.ts'
import type { Role } from '../places.tsx'
import { useAfter } from './after.ts'
import { Drawer } from './drawer.tsx'
import { Form, TextField } from './form.tsx'
import { useWhyNot } from './may.tsx'

type Path = '/organizations' | '/instances' | '/instances/{instance_id}/projects'

interface Named {
  name: string
  slug: string
}

interface MakeDrawerProps {
  open: boolean
  onClose: () => void
  title: string
  note: string
  /** The role that a user needs to make the resource. */
  needs: Role
  path: Path
  /** Returns the body of the request. */
  make: (named: Named) => unknown
  /** Returns the URL of the page that opens after the resource was made. That page offers the next step. */
  next: (slug: string) => string
}

/** `My shop (EU)` → `my-shop-eu` */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)

/**
 * A form for a new resource with a name and a slug: an organization, an instance, a project. If the user leaves the slug empty, it is made
 * from the name. Afterwards, the page `next` opens.
 */
export function MakeDrawer({ open, onClose, title, note, needs, path, make, next }: MakeDrawerProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useForm<Named>({ defaultValues: { name: '', slug: '' } })
  const name = useWatch({ control: form.control, name: 'name' })
  const create = config.useMutation(
    'post',
    path,
    useAfter({
      done: `${title.replace('New ', '').replace(/^./, (letter) => letter.toUpperCase())} created`,
      invalidates: [path, '/instances/{instance_id}/overview', '/organizations/{organization_id}/overview'],
    }),
  )
  const close = () => {
    form.reset()
    onClose()
  }
  return (
    <Drawer open={open} onClose={close} title={title} subtitle={note}>
      <Form
        form={form}
        submit="Create"
        whyNot={useWhyNot(needs)}
        onCancel={close}
        onSubmit={async ({ name, slug }) => {
          const made = await create.mutateAsync(make({ name: name.trim(), slug: slug.trim() === '' ? slugOf(name) : slug.trim() }) as never)
          // First reads again which organizations, instances and projects the user sees. Until the new resource is among them, its page
          // cannot be shown.
          await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/me/places' })
          form.reset()
          await navigate({ to: next(made.slug), replace: true })
        }}
      >
        <TextField name="name" label="Name" required />
        <TextField
          name="slug"
          label="Slug"
          description="Its name in addresses: small letters, digits and hyphens. Made from the name if you leave it out."
          placeholder={slugOf(name)}
          mono
        />
      </Form>
    </Drawer>
  )
}
