// Where we are: the organization, instance and project that the URL names, out of the tree of everything that the user sees.
import { useParams } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import type { components } from '../../generated/config/types.ts'
import { config } from './api/config.ts'
import { me } from './api/session-state.ts'

type Schemas = components['schemas']
export type Role = Schemas['Role']
export type OrganizationPlace = Schemas['OrganizationPlace']
export type InstancePlace = Schemas['InstancePlace']
export type ProjectPlace = Schemas['ProjectPlace']

/** What the URL names; null from the first that it does not name, or that the user does not see. */
export interface Place {
  organization: OrganizationPlace | null
  instance: InstancePlace | null
  project: ProjectPlace | null
}

const PlacesContext = createContext<Schemas['Places'] | null>(null)

export function PlacesProvider({ places, children }: { places: Schemas['Places']; children: ReactNode }) {
  return <PlacesContext value={places}>{children}</PlacesContext>
}

export const usePlacesQuery = () => config.useQuery('get', '/me/places', {}, { staleTime: 30_000 })

export function usePlaces(): Schemas['Places'] {
  const places = useContext(PlacesContext)
  if (places === null) throw new Error('usePlaces outside of the shell')
  return places
}

export function usePlace(): Place {
  const { organizations } = usePlaces()
  const named: { organization?: string; instance?: string; project?: string } = useParams({ strict: false })
  const organization = organizations.find(({ slug }) => slug === named.organization) ?? null
  const instance = organization?.instances.find(({ slug }) => slug === named.instance) ?? null
  const project = instance?.projects.find(({ slug }) => slug === named.project) ?? null
  return { organization, instance, project }
}

const missing = (what: string) => new Error(`This page has no ${what}; its \`scope\` in pages.ts must say so`)

/** For pages of scope `organization` and below. */
export function useOrganization(): OrganizationPlace {
  const { organization } = usePlace()
  if (organization === null) throw missing('organization')
  return organization
}
/** For pages of scope `instance` and below. */
export function useInstance(): InstancePlace {
  const { instance } = usePlace()
  if (instance === null) throw missing('instance')
  return instance
}
/** For pages of scope `project`. */
export function useProject(): ProjectPlace {
  const { project } = usePlace()
  if (project === null) throw missing('project')
  return project
}

/** The place completed downwards: what the URL names, and below it the first that there is. */
export function nearest(place: Place, { organizations }: Schemas['Places']): Place {
  const own = organizations.find(({ id }) => id === me().organization_id)
  const organization = place.organization ?? own ?? organizations[0] ?? null
  const instance =
    place.instance ?? organization?.instances.find(({ projects }) => projects.length > 0) ?? organization?.instances[0] ?? null
  return { organization, instance, project: place.project ?? instance?.projects[0] ?? null }
}

const RANK: Record<Role, number> = { superadmin: 4, admin: 3, developer: 2, viewer: 1 }

/** The user's role where the page is: in the instance if there is one, else in the organization. */
export function useRole(): Role | null {
  const { instance } = usePlace()
  return instance === null ? me().role : instance.role
}

export const reaches = (role: Role | null, needed: Role): boolean => role !== null && RANK[role] >= RANK[needed]
