// The panel has a tree of organizations, instances and projects. On a very large platform, the server sends only a part of it. If the URL
// names an organization, instance or project that this part lacks, the component here requests it.
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { me } from '../api/session-state.ts'
import { type InstancePlace, type Named, type OrganizationPlace, placeIn, reaches } from '../places.tsx'
import { PageLoading } from './faults.tsx'

type Schemas = components['schemas']

/**
 * Options of the three queries below. Each query finds one organization, instance or project by its slug. A result never becomes stale, so
 * nothing is requested twice.
 */
const KEPT = { staleTime: Infinity }

interface FurtherPlaceProps {
  places: Schemas['Places']
  /** Renders the panel. `places` is the tree with everything that this component has added to it. */
  children: (places: Schemas['Places']) => ReactNode
}

/**
 * If the tree in `places` lacks the organization, instance or project in the URL, asks the API for it. If the API finds it, adds it to the
 * tree. Then shows the panel with this tree.
 */
export default function FurtherPlace({ places, children }: FurtherPlaceProps) {
  const named: Named = useParams({ strict: false })
  const known = placeIn(places.organizations, named)
  const organizations = config.useQuery(
    'get',
    '/organizations',
    { params: { query: { slug: named.organization } } },
    { enabled: named.organization !== undefined && known.organization === null, ...KEPT },
  )
  const organization = known.organization ?? organizationPlace(organizations.data?.data[0])
  const instances = config.useQuery(
    'get',
    '/instances',
    { params: { query: { organization_id: organization?.id, slug: named.instance } } },
    { enabled: named.instance !== undefined && organization !== null && known.instance === null, ...KEPT },
  )
  const instance = known.instance ?? instancePlace(instances.data?.data[0])
  const projects = config.useQuery(
    'get',
    '/instances/{instance_id}/projects',
    { params: { path: { instance_id: instance?.id ?? '' }, query: { slug: named.project } } },
    { enabled: named.project !== undefined && instance !== null && known.project === null, ...KEPT },
  )
  if (organizations.isLoading || instances.isLoading || projects.isLoading) return <PageLoading />
  const project = projects.data?.data[0]
  const fullInstance = instance !== null && project !== undefined ? { ...instance, projects: put(instance.projects, project) } : instance
  const full =
    organization !== null && fullInstance !== null
      ? { ...organization, instances: put(organization.instances, fullInstance) }
      : organization
  return children(full === null ? places : { ...places, organizations: put(places.organizations, full) })
}

/** Removes the list's entry with the id of `thing`, if there is one, and adds `thing` at the end. Returns the new list. */
const put = <Thing extends { id: string }>(things: Thing[], thing: Thing): Thing[] => [...things.filter(({ id }) => id !== thing.id), thing]

const organizationPlace = (found: Schemas['Organization'] | undefined): OrganizationPlace | null =>
  found === undefined ? null : { id: found.id, name: found.name, slug: found.slug, instances: [] }

function instancePlace(found: Schemas['Instance'] | undefined): InstancePlace | null {
  if (found === undefined) return null
  const { role, grants } = me()
  const granted = grants.find((grant) => grant.instance_id === found.id)?.role ?? role
  return {
    id: found.id,
    name: found.name,
    slug: found.slug,
    status: found.status,
    role: reaches(role, 'admin') ? role : granted,
    default_model: found.default_model,
    // The API returns an instance without the number of its open alerts, so the panel shows no number.
    open_alerts: 0,
    projects: [],
  }
}
