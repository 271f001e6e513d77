import { Navigate } from '@tanstack/react-router'
import { PlusCircleIcon } from '@phosphor-icons/react'
import { useIsFetching } from '@tanstack/react-query'
import { EmptyState } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { usePagePath } from '../parts/page-link.tsx'
import { pages } from '../pages.ts'
import { PageLoading } from './faults.tsx'
import { isShown } from './navigation.tsx'

/**
 * Shows the page `/admin`: redirects to the first page that the user may see. The pages of a project, for example, are skipped if the user
 * has no project. If no page is left, says that the user sees no project yet.
 */
export function HomePage() {
  const pathOf = usePagePath()
  // When the user has deleted an instance or a project, this page opens, and the panel requests a new tree of what the user sees. The old
  // tree still contains what was deleted, and `pathOf` prefers what the user opened last. So a redirect before the new tree has arrived
  // would open a page of the deleted instance or project.
  const isReading = useIsFetching({ queryKey: ['get', '/me/places'] }) > 0
  const path = pages.filter(isShown).flatMap((page) => pathOf(page.id) ?? [])[0]
  if (path !== undefined) return isReading ? <PageLoading /> : <Navigate to={path} replace />
  return (
    <Page title="Nothing here yet" width="text">
      <EmptyState icon={PlusCircleIcon} title="You see no project yet">
        Pictures are made in a project. Ask an admin of your organization for access to one.
      </EmptyState>
    </Page>
  )
}
