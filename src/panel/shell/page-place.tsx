import { type ReactNode, useEffect } from 'react'
import type { PanelPage } from '../pages.ts'
import { usePlace } from '../places.tsx'
import { NotFound } from './faults.tsx'
import { isShown } from './navigation.tsx'

/** Shows a page at its place. Shows "not found" if the user does not see what the address names. */
export function PagePlace({ page, children }: { page: PanelPage; children: ReactNode }) {
  const { organization, instance, project } = usePlace()
  const place = { platform: true, organization, instance, project }[page.scope]
  const name = (project ?? instance ?? organization)?.name
  useEffect(() => {
    document.title = [page.title, ...(name === undefined ? [] : [name]), 'Multi-Agent System'].join(' · ')
  }, [page.title, name])
  if (place === null || !isShown(page)) return <NotFound />
  return <>{children}</>
}
