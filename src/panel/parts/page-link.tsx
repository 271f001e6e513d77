import { ArrowRightIcon } from '@phosphor-icons/react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type PanelPage, pages } from '../pages.ts'
import { type Place, useNearest, usePlace } from '../places.tsx'

/** Returns the URL of a page at this place; null if the place lacks the organization, the instance or the project of the page. */
export function pagePath(page: PanelPage, { organization, instance, project }: Place): string | null {
  const parts =
    page.scope === 'platform'
      ? []
      : [
          ['o', organization],
          ['i', instance],
          ['p', project],
        ]
  const depth = { platform: 0, organization: 1, instance: 2, project: 3 }[page.scope]
  const named = parts.slice(0, depth) as [string, { slug: string } | null][]
  if (named.some(([, thing]) => thing === null)) return null
  return `/${[...named.flatMap(([letter, thing]) => [letter, thing!.slug]), page.id].join('/')}`
}

export function usePagePath(): (id: string, place?: Partial<Place>) => string | null {
  const [here, nearest] = [usePlace(), useNearest()]
  return (id, place = {}) => {
    const page = pages.find((page) => page.id === id)
    return page === undefined ? null : pagePath(page, nearest({ ...here, ...place }))
  }
}

interface PageLinkProps {
  /**
   * The page's id. The text is shown without a link if there is no such page, or if `useNearest` finds no organization, instance or project
   * that the page needs.
   */
  page: string
  place?: Partial<Place>
  /** Parameters for the page's address: filters, the open drawer. */
  search?: Record<string, string>
  className?: string
  children: ReactNode
}

/** A link to another page of the panel. `<PageLink page="gallery" search={{ model: 'sketch' }}>…</PageLink>` */
export function PageLink({ page, place, search = {}, className = 'text-accent-link', children }: PageLinkProps) {
  const path = usePagePath()(page, place)
  if (path === null) return <span className={className.replace('text-accent-link', '')}>{children}</span>
  return (
    <Link to={path} search={search as never} className={className}>
      {children}
    </Link>
  )
}

/** A link that looks like the main button: for the next step. `<ButtonLink page="playground">Make a picture</ButtonLink>` */
export function ButtonLink({ children, ...props }: Omit<PageLinkProps, 'className'>) {
  return (
    <PageLink
      {...props}
      className="inline-flex items-center gap-1.5 rounded-control bg-accent-solid px-3 py-1.5 font-medium whitespace-nowrap text-white transition-colors hover:bg-kumo-brand-hover"
    >
      {children}
      <ArrowRightIcon className="size-4" weight="bold" />
    </PageLink>
  )
}
