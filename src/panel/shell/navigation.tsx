import { Link } from '@tanstack/react-router'
import { me } from '../api/session-state.ts'
import { type PanelPage, pages } from '../pages.ts'
import { usePagePath } from '../parts/page-link.tsx'
import { nearest, reaches, type Role, usePlace, usePlaces } from '../places.tsx'
import { cn } from '../ui.ts'

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
  const shown = pages.filter(isShown)
  const groups = [...new Set(shown.map(({ group }) => group))]
  return (
    <nav aria-label="Pages" className="grid grid-cols-1 gap-4">
      {groups.map((group) => (
        <div key={group}>
          <h2 className="mb-1 px-3 text-micro font-medium tracking-wide text-ink-faint">{group}</h2>
          <ul className="grid grid-cols-1 gap-0.5">
            {shown
              .filter((page) => page.group === group)
              .map((page) => (
                <li key={page.id}>
                  <Entry page={page} path={pathOf(page.id)} {...(onFollow === undefined ? {} : { onFollow })} />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

const ENTRY = 'flex items-center gap-2.5 rounded-control px-3 py-1.5 font-medium lg:py-1'

function Entry({ page, path, onFollow }: { page: PanelPage; path: string | null; onFollow?: () => void }) {
  const { icon: Icon, title } = page
  const place = nearest(usePlace(), usePlaces())
  const count = page.count?.(place) ?? 0
  if (path === null) {
    return (
      <span aria-disabled title={`There is no ${page.scope} yet`} className={cn(ENTRY, 'text-ink-faint')}>
        <Icon className="size-4.5 shrink-0" />
        {title}
      </span>
    )
  }
  return (
    <Link
      to={path}
      className={cn(ENTRY, 'text-ink-muted transition-colors hover:bg-hover hover:text-ink')}
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
