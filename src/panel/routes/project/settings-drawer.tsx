import { useNavigate } from '@tanstack/react-router'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { useInstanceSettings } from '../../api/instance.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { NumberField, SwitchField, TextField } from '../../parts/form.tsx'
import { counted } from '../../parts/format.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { QueryView } from '../../parts/notes.tsx'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { useInstance, useProject } from '../../places.tsx'

type Project = components['schemas']['Project']

const PATH = '/projects/{project_id}'
const LISTS = ['/me/places', '/instances/{instance_id}/overview']
const CHANGES = [PATH, ...LISTS]
const read = (id: string) => configApi.GET(PATH, { params: { path: { project_id: id } } })

interface Values {
  name: string
  retention_days: number | null
  isActive: boolean
}

const valuesOf = ({ name, retention_days: days, status }: Project): Values => ({
  name,
  retention_days: days,
  isActive: status === 'active',
})

export function ProjectSettings({ onClose }: { onClose: () => void }) {
  const { id } = useProject()
  const query = useVersioned(['get', PATH, id], () => read(id))
  return (
    <Drawer open onClose={onClose} title="Project settings" subtitle={<code className="font-mono">{id}</code>}>
      <QueryView query={query}>
        {(first) => (
          <div className="grid grid-cols-1 gap-7">
            <EditProject first={first} />
            <DeleteProject project={first.value} />
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}

/** Says what the project's own days mean beside those of the instance. `days` is undefined while they are being loaded. */
function sayRetention(days: number | null | undefined): string {
  const own = days === undefined ? '' : days === null ? ', which keeps them for ever' : `, ${counted(days, 'day')}`
  return `Older generations are deleted for good, with their prompts, pictures and webhook deliveries, and so are uploads. Empty: as the instance${own}. A number here counts instead of the instance's, also if it is larger.`
}

function EditProject({ first }: { first: Versioned<Project> }) {
  const { id } = first.value
  const whyNot = useWhyNot('developer')
  const form = useForm<Values>({ defaultValues: valuesOf(first.value) })
  const project = useVersionedSave({ first, read: () => read(id), after: useAfter({ done: 'Project changed', invalidates: CHANGES }) })
  return (
    <EditForm
      form={form}
      saved={project}
      valuesOf={valuesOf}
      whyNot={whyNot}
      what="project"
      id={id}
      names={['name', 'retention_days', 'status']}
      onSubmit={async ({ name, retention_days: days, isActive }) => {
        await project.save((etag) =>
          configApi.PATCH(PATH, {
            params: { path: { project_id: id }, header: { 'If-Match': etag } },
            body: { name, retention_days: days, status: isActive ? 'active' : 'disabled' },
          }),
        )
      }}
    >
      <TextField name="name" label="Name" required />
      <NumberField
        name="retention_days"
        label="Keep generations and pictures, in days"
        description={sayRetention(useInstanceSettings(useInstance().id).data?.value.retention_days)}
        min={1}
        max={3650}
      />
      <SwitchField name="isActive" label="Switched on" description="While it is off, every request with its keys is refused." />
    </EditForm>
  )
}

function DeleteProject({ project }: { project: Project }) {
  const navigate = useNavigate()
  const remove = config.useMutation('delete', PATH, useAfter({ done: 'Project deleted', invalidates: LISTS }))
  return (
    <DrawerSection label="Delete">
      <div>
        <ConfirmButton
          needs="developer"
          label="Delete the project"
          title={`Delete ${project.name}?`}
          action="Delete"
          typed={project.slug}
          onConfirm={async () => {
            await remove.mutateAsync({ params: { path: { project_id: project.id } } })
            await navigate({ to: '/' })
          }}
        >
          Its keys stop at once and for good. What it has spent stays in the usage of the instance.
        </ConfirmButton>
      </div>
    </DrawerSection>
  )
}
