// The field that chooses the project, key, provider or model that a rule is for. (The page calls a limit a rule.) The lists of keys,
// providers and models are loaded only if a rule needs them. All rules share the loaded lists.
import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { useKeyNames } from '../../api/keys.ts'
import { useModelSettings } from '../../api/model-settings.ts'
import { namesById } from '../../parts/format.tsx'
import { Pick } from '../../parts/pick.tsx'
import { useInstance } from '../../places.tsx'
import { entriesOf } from '../models/entries.ts'

type Scope = components['schemas']['Limit']['scope']

interface TargetProps {
  scope: Exclude<Scope, 'instance'>
  label: string
  /** The id of the one thing that the rule is for; empty if the rule is for all things of the kind `scope`, such as every key. */
  target: string
  disabled: boolean
  onChange: (target: string) => void
}

const PARTS = { project: ProjectTarget, key: KeyTarget, provider: ProviderTarget, model: ModelTarget }

export function Target({ scope, ...props }: TargetProps) {
  const Part = PARTS[scope]
  return <Part {...props} />
}

type PartProps = Omit<TargetProps, 'scope'>

interface ChoiceProps extends PartProps {
  /** The names by id; undefined while they are being loaded. */
  options: Record<string, string> | undefined
  takesIds?: boolean
}

function Choice({ options, target, ...props }: ChoiceProps) {
  // A rule may be for a thing that was deleted. The list does not have the thing, so its id is shown.
  const gone = options === undefined || target === '' || Object.hasOwn(options, target) ? {} : { [target]: `${target} (not in the list)` }
  return <Pick {...props} none="Each of them" className="w-full" value={target} options={{ ...gone, ...options }} />
}

function ProjectTarget(props: PartProps) {
  return <Choice {...props} options={namesById(useInstance().projects)} />
}

function KeyTarget(props: PartProps) {
  return <Choice {...props} takesIds options={useKeyNames(useInstance().id)} />
}

function ProviderTarget(props: PartProps) {
  const params = { path: { instance_id: useInstance().id } }
  const query = config.useQuery('get', '/instances/{instance_id}/providers', { params })
  return <Choice {...props} options={query.data === undefined ? undefined : namesById(query.data.data)} />
}

function ModelTarget(props: PartProps) {
  const catalogue = config.useQuery('get', '/models', {}, { staleTime: 600_000 })
  const settings = useModelSettings(useInstance().id)
  const isLoaded = catalogue.data !== undefined && settings.data !== undefined
  return <Choice {...props} options={isLoaded ? namesById(entriesOf(catalogue.data.data, settings.data.value, [], [])) : undefined} />
}
