import { LockSimpleIcon } from '@phosphor-icons/react'
import { Link } from '@tanstack/react-router'
import { me } from '../api/session-state.ts'
import { type PanelPage, pages } from '../pages.ts'
import { PageLink, usePagePath } from '../parts/page-link.tsx'
import { type Place, reaches, type Role, useNearest, usePlace } from '../places.tsx'
import { cn, Tooltip } from '../ui.ts'

/**
 * Returns whether the user sees a page. A project key sees the pages that are marked for it. A user sees the pages that the highest of
 * their roles allows.
 */
export function isShown({ projectKey = false, role }: PanelPage): boolean {
  const { kind, role: own, grants } = me()
  if (kind === 'project') return projectKey
  if (role === undefined) return true
  const roles: (Role | null)[] = [own, ...grants.map((grant) => grant.role)]
  return roles.some((held) => reaches(held, role))
}

export function Navigation({ onFollow }: { onFollow?: () => void }) {
  const pathOf = usePagePath()
  const place = useNearest()(usePlace())
  const shown = pages.filter(isShown)
  const groups = [...new Set(shown.map(({ group }) => group))]
  const follow = onFollow === undefined ? {} : { onFollow }
  // If the note about locked pages is shown, the lines are closer together, so that the whole menu still fits into a window of 900 px.
  const isDense = missingOf(place) !== null
  return (
    <nav aria-label="Pages" className={cn('grid grid-cols-1', isDense ? 'gap-3' : 'gap-4')}>
      <NextPlace place={place} {...follow} />
      {groups.map((group) => (
        <div key={group}>
          <h2 className="mb-1 px-3 text-micro font-medium tracking-wide text-ink-faint">{group}</h2>
          <ul className="grid grid-cols-1 gap-0.5">
            {shown
              .filter((page) => page.group === group)
              .map((page) => (
                <li key={page.id}>
                  <Entry page={page} place={place} path={pathOf(page.id)} isDense={isDense} {...follow} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

interface Missing {
  /** The kind of thing that the user must make before the locked pages can be opened. */
  what: 'organization' | 'instance' | 'project'
  /** The page on which `what` is made, and the role that is needed to make it. */
  page: string
  role: Role
}

/** Returns which of organization, instance and project the user must make first; null if all three exist. */
function missingOf({ organization, instance, project }: Place): Missing | null {
  if (organization === null) return { what: 'organization', page: 'organizations', role: 'superadmin' }
  if (instance === null) return { what: 'instance', page: 'organization', role: 'admin' }
  return project === null ? { what: 'project', page: 'overview', role: 'developer' } : null
}

const withArticle = (what: Missing['what']): string => (what === 'project' ? 'a project' : `an ${what}`)

/** Says what the user must make before the locked pages can be opened, with a link to the page for it. */
function NextPlace({ place, onFollow }: { place: Place; onFollow?: () => void }) {
  const missing = missingOf(place)
  if (missing === null) return null
  const { what, page, role } = missing
  const mayMake = me().kind === 'user' && reaches(place.instance?.role ?? me().role, role)
  return (
    <div className="rounded-control bg-accent-tint px-3 py-1.5 text-small" {...(onFollow === undefined ? {} : { onClick: onFollow })}>
      <p>Locked pages need {withArticle(what)}.</p>
      {mayMake ? (
        <PageLink page={page} search={{ new: what }} className="text-accent-link font-medium">
          Make the first {what}
        </PageLink>
      ) : (
        <p className="text-ink-muted">Somebody with the role {role} makes the first one.</p>
      )}
    </div>
  )
}

const ENTRY = 'flex items-center gap-2.5 rounded-control px-3 py-1.5'

interface EntryProps {
  page: PanelPage
  place: Place
  path: string | null
  isDense: boolean
  onFollow?: () => void
}

function Entry({ page, place, path, isDense, onFollow }: EntryProps) {
  const height = isDense ? 'lg:py-0.5' : 'lg:py-1'
  const { icon: Icon, title } = page
  const count = page.count?.(place) ?? 0
  if (path === null) {
    const why = `Needs ${withArticle(missingOf(place)?.what ?? 'project')} first`
    return (
      <Tooltip
        content={why}
        render={
          <span
            role="link"
            aria-disabled
            aria-label={`${title}: ${why}`}
            tabIndex={0}
            className={cn(ENTRY, height, 'cursor-not-allowed text-ink-faint')}
          />
        }
      >
        <Icon className="size-4.5 shrink-0 opacity-50" />
        <span className="min-w-0 flex-1 truncate">{title}</span>
        <LockSimpleIcon className="size-3.5 shrink-0" />
      </Tooltip>
    )
  }
  return (
    <Link
      to={path}
      className={cn(ENTRY, height, 'font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink')}
      activeProps={{ className: 'bg-accent-tint! text-accent!', 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
      {...(onFollow === undefined ? {} : { onClick: onFollow })}
    >
      {({ isActive }) => (
        <>
          <Icon className="size-4.5 shrink-0" weight={isActive ? 'fill' : 'regular'} />
          {title}
          {count > 0 && <span className="ml-auto rounded-full bg-warn-tint px-1.5 text-micro text-warn">{count > 99 ? '99+' : count}</span>}
        </>
      )}
    </Link>
  )
}
