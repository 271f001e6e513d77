// The current place: the organization, instance and project in the URL, looked up in the tree of everything that the user sees.
import { useParams } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import type { components } from '../../generated/config/types.ts'
import { config } from './api/config.ts'
import { me, sessionState } from './api/session-state.ts'
import { useLastPlace } from './last-place.ts'

type Schemas = components['schemas']
export type Role = Schemas['Role']
export type OrganizationPlace = Schemas['OrganizationPlace']
export type InstancePlace = Schemas['InstancePlace']
export type ProjectPlace = Schemas['ProjectPlace']

/**
 * The organization, the instance and the project of the current page. Each is null if the URL does not name it, or if the user has no
 * access to it. Without an organization there is no instance, and without an instance no project.
 */
export interface Place {
  organization: OrganizationPlace | null
  instance: InstancePlace | null
  project: ProjectPlace | null
}

const PlacesContext = createContext<Schemas['Places'] | null>(null)

export function PlacesProvider({ places, children }: { places: Schemas['Places']; children: ReactNode }) {
  return <PlacesContext value={places}>{children}</PlacesContext>
}

/** Returns whether the URL names an organization, an instance or a project that does not exist or that the user may not see. */
export function useIsBeyond({ organizations }: Schemas['Places']): boolean {
  const named: Named = useParams({ strict: false })
  const place = placeIn(organizations, named)
  return (['organization', 'instance', 'project'] as const).some((part) => named[part] !== undefined && place[part] === null)
}

/** The tree also has the numbers of open alerts. To keep them current, the panel requests the tree again at this interval. */
const ALERTS_MS = 30_000

export function usePlacesQuery() {
  const state = sessionState()
  // If the Worker has written the tree into the page, this query has data before its first request.
  const written = state.kind === 'signed-in' && state.tree !== null ? state.tree : undefined
  return config.useQuery(
    'get',
    '/me/places',
    {},
    {
      staleTime: 30_000,
      refetchInterval: ALERTS_MS,
      ...(written === undefined ? {} : { initialData: written, initialDataUpdatedAt: performance.timeOrigin }),
    },
  )
}

export function usePlaces(): Schemas['Places'] {
  const places = useContext(PlacesContext)
  if (places === null) throw new Error('usePlaces outside of the shell')
  return places
}

export function usePlace(): Place {
  const { organizations } = usePlaces()
  return placeIn(organizations, useParams({ strict: false }))
}

export interface Named {
  organization?: string | undefined
  instance?: string | undefined
  project?: string | undefined
}

/** Finds the organization, the instance and the project with these slugs. Each is null if it is not found. */
export function placeIn(organizations: OrganizationPlace[], named: Named): Place {
  const organization = organizations.find(({ slug }) => slug === named.organization) ?? null
  const instance = organization?.instances.find(({ slug }) => slug === named.instance) ?? null
  const project = instance?.projects.find(({ slug }) => slug === named.project) ?? null
  return { organization, instance, project }
}

const missing = (what: string) => new Error(`This page has no ${what}; its \`scope\` in pages.ts must say so`)

/** Returns the organization; only for pages that belong to an organization, to an instance or to a project. */
export function useOrganization(): OrganizationPlace {
  const { organization } = usePlace()
  if (organization === null) throw missing('organization')
  return organization
}
/** Returns the instance; only for pages that belong to an instance or to a project. */
export function useInstance(): InstancePlace {
  const { instance } = usePlace()
  if (instance === null) throw missing('instance')
  return instance
}
/** Returns the project; only for pages that belong to a project. */
export function useProject(): ProjectPlace {
  const { project } = usePlace()
  if (project === null) throw missing('project')
  return project
}

/**
 * Returns a function that completes a place: it replaces each null in it by the organization, instance or project that the user opened last
 * in this tab. If the user has opened none yet, it takes:
 * - the user's own organization, otherwise the first one,
 * - the organization's first instance that has a project, otherwise its first instance,
 * - the instance's first project.
 */
export function useNearest(): (place: Place) => Place {
  const { organizations } = usePlaces()
  const last = useLastPlace()
  return (place) => {
    const organization =
      place.organization ?? byId(organizations, last.organization) ?? byId(organizations, me().organization_id) ?? organizations[0] ?? null
    const instances = organization?.instances ?? []
    const instance =
      place.instance ??
      byId(instances, last.instances[organization?.id ?? '']) ??
      instances.find(({ projects }) => projects.length > 0) ??
      instances[0] ??
      null
    const projects = instance?.projects ?? []
    return { organization, instance, project: place.project ?? byId(projects, last.projects[instance?.id ?? '']) ?? projects[0] ?? null }
  }
}

const byId = <Thing extends { id: string }>(things: Thing[], wanted: string | null | undefined): Thing | undefined =>
  things.find(({ id }) => id === wanted)

/** Returns the page's project. On a page of an instance, returns the project that `useNearest` chooses; null if the instance has none. */
export function useNearestProject(): ProjectPlace | null {
  return useNearest()(usePlace()).project
}

const RANK: Record<Role, number> = { superadmin: 4, admin: 3, developer: 2, viewer: 1 }

/**
 * Returns the user's role at the current place: in the instance if there is one, otherwise in the organization. Null if the user has no
 * role there.
 */
export function useRole(): Role | null {
  const { instance } = usePlace()
  return instance === null ? me().role : instance.role
}

export const reaches = (role: Role | null, needed: Role): boolean => role !== null && RANK[role] >= RANK[needed]
