import { type ReactNode, useEffect } from 'react'
import type { PanelPage } from '../pages.ts'
import { usePlace } from '../places.tsx'
import { NotFound } from './faults.tsx'
import { isShown } from './navigation.tsx'

/** Shows a page if the user may see it and may see the organization, instance or project in the address. Otherwise shows "not found". */
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
