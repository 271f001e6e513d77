// Remembers which organization, instance and project the user opened last in this tab. The address of a page of an instance names no
// project, so without this the switcher and the links of that page would fall back to the first project. Only ids are kept.
import { useSyncExternalStore } from 'react'

/** The id of the organization that was opened last, for each organization its last instance, and for each instance its last project. */
export interface LastPlace {
  organization?: string
  instances: Record<string, string>
  projects: Record<string, string>
}

interface Opened {
  organization: { id: string } | null
  instance: { id: string } | null
  project: { id: string } | null
}

const NAME = 'last-place'
const listeners = new Set<() => void>()
let last = stored()

function stored(): LastPlace {
  const text = window.sessionStorage.getItem(NAME)
  return text === null ? { instances: {}, projects: {} } : (JSON.parse(text) as LastPlace)
}

export function keepPlace({ organization, instance, project }: Opened): void {
  const { instances, projects } = last
  const next = {
    ...last,
    ...(organization !== null && { organization: organization.id }),
    instances: organization === null || instance === null ? instances : { ...instances, [organization.id]: instance.id },
    projects: instance === null || project === null ? projects : { ...projects, [instance.id]: project.id },
  }
  const text = JSON.stringify(next)
  if (text === JSON.stringify(last)) return
  last = next
  window.sessionStorage.setItem(NAME, text)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLastPlace = (): LastPlace => useSyncExternalStore(subscribe, () => last)
