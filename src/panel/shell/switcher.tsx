import { CaretUpDownIcon, CheckIcon, MagnifyingGlassIcon } from '@phosphor-icons/react'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { pages } from '../pages.ts'
import { pagePath, usePagePath } from '../parts/page-link.tsx'
import { keepPlace } from '../last-place.ts'
import { type Place, useNearest, usePlace, usePlaces } from '../places.tsx'
import { Input, Popover } from '../ui.ts'

type Places = components['schemas']['Places']

interface Row {
  place: Place
  name: string
  depth: number
  isHere: boolean
}
const MOST_ROWS = 100

/** Shows the name of the page's organization, instance or project, and lets the user open the same page for another one. */
export function Switcher() {
  const places = usePlaces()
  const here = usePlace()
  const shown = useNearest()(here)
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const to = useSamePage()
  const rows = findRows(places, here, words)
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setWords('')
      }}
    >
      <Popover.Trigger
        render={
          <button
            type="button"
            aria-label="Switch organization, instance or project"
            className="flex w-full items-center gap-2.5 rounded-control border border-edge bg-surface px-3 py-2 text-left shadow-card transition-colors hover:border-edge-strong"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-semibold" dir="auto">
                {shown.project?.name ?? shown.instance?.name ?? shown.organization?.name ?? 'No project'}
              </span>
              <span className="block truncate text-micro text-ink-muted" dir="auto">
                {shown.instance === null
                  ? 'No instance yet'
                  : shown.project === null
                    ? `${shown.organization?.name}, no project yet`
                    : `${shown.organization?.name} / ${shown.instance.name}`}
              </span>
            </span>
            <CaretUpDownIcon className="size-4 shrink-0 text-ink-muted" />
          </button>
        }
      />
      <Popover.Content className="w-80 max-w-[calc(100vw-2rem)] p-2" align="start">
        <Popover.Title className="sr-only">Switch the place</Popover.Title>
        <div className="relative mb-2">
          <MagnifyingGlassIcon className="pointer-events-none absolute top-1/2 left-3 z-10 size-4 -translate-y-1/2 text-ink-muted" />
          <Input
            aria-label="Find a place"
            placeholder="Find a place"
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="w-full ps-9"
          />
        </div>
        <ul className="max-h-80 overflow-y-auto" aria-label="Places">
          {rows.slice(0, MOST_ROWS).map(({ place, name, depth, isHere }) => (
            <li key={`${place.organization?.id} ${place.instance?.id} ${place.project?.id}`}>
              <Link
                to={to(place)}
                onClick={() => {
                  // The address of a page of an instance does not name the project. So the chosen project is kept apart from the address.
                  keepPlace(place)
                  setOpen(false)
                }}
                className={`flex items-center gap-2 rounded-control py-1.5 pe-2 hover:bg-hover ${['ps-2 text-micro font-medium text-ink-muted', 'ps-2 font-medium', 'ps-6'][depth]} ${isHere ? 'text-accent' : ''}`}
              >
                <span className="min-w-0 flex-1 truncate" dir="auto">
                  {name}
                </span>
                {isHere && <CheckIcon className="size-4 shrink-0" weight="bold" />}
              </Link>
            </li>
          ))}
        </ul>
        {rows.length === 0 && <p className="px-2 py-4 text-center text-ink-muted">Nothing has this name.</p>}
        {(rows.length > MOST_ROWS || places.truncated) && (
          <p className="px-2 pt-2 text-micro text-ink-muted">There are more; type a part of the name.</p>
        )}
      </Popover.Content>
    </Popover>
  )
}

/**
 * Lists the organizations, instances and projects whose names match `wanted`. Instances are below their organization, projects below their
 * instance. If the user sees only one organization, it has no row, because there is no other one to switch to.
 */
function findRows({ organizations }: Places, here: Place, wanted: string): Row[] {
  const matches = (...names: string[]) => names.some((name) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
  return organizations.flatMap((organization) => {
    const inside = organization.instances.flatMap((instance) => {
      const projects = instance.projects
        .filter((project) => matches(project.name, project.slug, instance.name, organization.name))
        .map((project): Row => ({
          place: { organization, instance, project },
          name: project.name,
          depth: 2,
          isHere: project.id === here.project?.id,
        }))
      if (projects.length === 0 && !matches(instance.name, instance.slug)) return []
      const isHere = instance.id === here.instance?.id && here.project === null
      return [{ place: { organization, instance, project: null }, name: instance.name, depth: 1, isHere }, ...projects]
    })
    if (organizations.length === 1 || (inside.length === 0 && !matches(organization.name))) return inside
    const isHere = organization.id === here.organization?.id && here.instance === null
    return [{ place: { organization, instance: null, project: null }, name: organization.name, depth: 0, isHere }, ...inside]
  })
}

/**
 * Returns a function that gives the URL of the open page in another organization, instance or project. If the page does not exist there,
 * the function gives the URL of the first page that exists there.
 */
function useSamePage(): (place: Place) => string {
  const { pathname } = useLocation()
  const nearest = useNearest()
  const pathOf = usePagePath()
  const current = pages.find((page) => pathname.endsWith(`/${page.id}`))
  return (place) => {
    const full = nearest(place)
    return (
      (current === undefined ? null : pagePath(current, full)) ??
      pages.flatMap((page) => pagePath(page, full) ?? [])[0] ??
      pathOf('playground') ??
      '/'
    )
  }
}
