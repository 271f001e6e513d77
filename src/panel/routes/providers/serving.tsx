import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { type ModelSettings, useModelSettings, useModelSettingsSave } from '../../api/model-settings.ts'
import type { Versioned } from '../../api/with-etag.ts'
import {
  connectionNames,
  ConnectionsField,
  connectionsValue,
  type ConnectionsValue,
  sayShares,
  sharesOf,
} from '../../parts/connections-field.tsx'
import { DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { ErrorNote } from '../../parts/notes.tsx'
import { PageLink } from '../../parts/page-link.tsx'
import { useInstance } from '../../places.tsx'

type Schemas = components['schemas']

interface ServingProps {
  provider: Schemas['Provider']
  /** All credentials of the instance. */
  credentials: Schemas['Credential'][]
}

/**
 * Lets the user choose the connections that serve the models of a provider. Shown only if there are several connections, or if the
 * settings list connections for the provider already.
 */
export function Serving({ provider, credentials }: ServingProps) {
  const settings = useModelSettings(useInstance().id)
  if (settings.data === undefined) return settings.error === null ? null : <ErrorNote error={settings.error} retry={settings.refetch} />
  const shares = listOf(settings.data.value, provider.id)
  const names = connectionNames(provider, credentials, shares)
  if (shares === undefined && Object.keys(names).length < 2) return null
  return (
    <DrawerSection title={`What serves the models of ${provider.name}`}>
      <Editor provider={provider} credentials={credentials} first={settings.data} />
    </DrawerSection>
  )
}

const listOf = (settings: ModelSettings, provider: string) => settings.providers.find((each) => each.provider === provider)?.connections

function Editor({ provider, credentials, first }: ServingProps & { first: Versioned<ModelSettings> }) {
  const instance = useInstance()
  const whyNot = useWhyNot('admin')
  const valuesOf = (settings: ModelSettings) => ({ connections: connectionsValue(listOf(settings, provider.id)) })
  const form = useForm<{ connections: ConnectionsValue }>({ defaultValues: valuesOf(first.value) })
  const settings = useModelSettingsSave(instance.id, first, 'Connections chosen')
  const names = connectionNames(provider, credentials, listOf(settings.base, provider.id))
  const exceptions = settings.base.models.filter(({ connections }) => connections?.some(({ id }) => id in names) === true)
  return (
    <>
      <EditForm
        form={form}
        saved={settings}
        valuesOf={valuesOf}
        whyNot={whyNot}
        what="set of models"
        id={instance.id}
        names={['providers', 'models', 'aliases', 'custom_providers', 'custom_models']}
        onSubmit={({ connections }) =>
          settings.save((now) => {
            const shares = sharesOf(connections)
            const others = now.providers.filter((each) => each.provider !== provider.id)
            return { providers: shares === null ? others : [...others, { provider: provider.id, connections: shares }] }
          })
        }
      >
        <ConnectionsField
          name="connections"
          label="Served by"
          unset={`Only ${names[provider.id] ?? provider.name}`}
          names={names}
          disabled={whyNot !== null}
        />
      </EditForm>
      {exceptions.length > 0 && (
        <div className="text-small text-ink-muted">
          <p>These models have a choice of their own:</p>
          <ul className="mt-1 list-disc ps-5">
            {exceptions.map(({ model, connections }) => (
              <li key={model}>
                <PageLink page="models" search={{ model }} className="text-accent-link underline">
                  {model}
                </PageLink>
                : {sayShares(connections ?? [], names)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
