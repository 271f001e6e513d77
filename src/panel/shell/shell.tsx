import { ListIcon, MagnifyingGlassIcon, WifiSlashIcon } from '@phosphor-icons/react'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { components } from '../../../generated/config/types.ts'
import { useConnectionLost } from '../api/connection.ts'
import { AskBeforeLoss } from '../parts/ask-before-loss.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { ErrorNote, Loading } from '../parts/notes.tsx'
import { pageForms } from '../parts/unsaved.ts'
import { keepPlace } from '../last-place.ts'
import { PlacesProvider, useIsBeyond, usePlace, usePlacesQuery } from '../places.tsx'
import { Button } from '../ui.ts'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { PageLoading } from './faults.tsx'
import { Navigation } from './navigation.tsx'
import { Palette } from './palette.tsx'
import { Switcher } from './switcher.tsx'

type Places = components['schemas']['Places']

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Shows the menu and everything else around the pages for a user who is signed in. */
export function Shell() {
  const query = usePlacesQuery()
  if (query.error && query.data === undefined) {
    return (
      <main className="mx-auto max-w-3xl p-8">
        <ErrorNote error={query.error} retry={() => void query.refetch()} />
      </main>
    )
  }
  if (query.data === undefined) {
    return (
      <main className="p-8" aria-busy>
        <Loading className="h-64" />
      </main>
    )
  }
  return <Inside places={query.data} />
}

const FurtherPlace = lazy(() => import('./further-place.tsx'))

function Inside({ places }: { places: Places }) {
  // On a very large platform, the server sends only a part of the tree of organizations, instances and projects (`truncated`). So an
  // organization, instance or project in the URL may exist although the tree lacks it.
  const isBeyond = useIsBeyond(places) && places.truncated
  if (!isBeyond) return framed(places)
  return (
    <Suspense fallback={<PageLoading />}>
      <FurtherPlace places={places}>{framed}</FurtherPlace>
    </Suspense>
  )
}

const framed = (places: Places) => (
  <PlacesProvider places={places}>
    <Frame />
  </PlacesProvider>
)

function Frame() {
  const [palette, setPalette] = useState(false)
  const [menu, setMenu] = useState(false)
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const isLost = useConnectionLost()
  useSlashForSearch()
  const { organization, instance, project } = usePlace()
  useEffect(() => keepPlace({ organization, instance, project }), [organization, instance, project])
  // When the user goes to another page, moves the focus to its content, so that screen readers read the new page from its start. When the
  // panel has just been loaded, the focus is not moved.
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) main.current?.focus()
    first.current = false
  }, [pathname])
  const find = (
    <button
      type="button"
      onClick={() => setPalette(true)}
      className="flex w-full items-center gap-2.5 rounded-control px-3 py-1.5 text-ink-muted transition-colors hover:bg-hover hover:text-ink"
    >
      <MagnifyingGlassIcon className="size-4.5" />
      <span className="flex-1 text-left font-medium">Find</span>
      <kbd className="rounded border border-edge bg-well px-1.5 font-sans text-micro text-ink-muted">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
    </button>
  )
  return (
    <div className="flex min-h-dvh flex-col lg:flex-row">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <aside className="sticky top-0 hidden h-dvh w-62 shrink-0 flex-col gap-4 border-r border-edge px-3 py-4 lg:flex">
        <Brand />
        <Switcher />
        {find}
        {/* The menu fades out at the bottom, so that in a low window the user sees that there is more. */}
        <div className="-mx-1 min-h-0 flex-1 overflow-y-auto mask-b-from-[calc(100%-1rem)] px-1 pb-4">
          <Navigation />
        </div>
        <AccountMenu />
      </aside>
      <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-edge bg-canvas/90 px-3 py-2 backdrop-blur lg:hidden">
        <Button variant="ghost" shape="square" icon={ListIcon} aria-label="Menu" onClick={() => setMenu(true)} />
        <div className="min-w-0 flex-1">
          <Switcher />
        </div>
        <Button variant="ghost" shape="square" icon={MagnifyingGlassIcon} aria-label="Find" onClick={() => setPalette(true)} />
      </header>
      <Drawer open={menu} onClose={() => setMenu(false)} title="Menu" side="left" width="narrow" footer={<AccountMenu />}>
        <Navigation onFollow={() => setMenu(false)} />
      </Drawer>
      <main id="main" ref={main} tabIndex={-1} className="min-w-0 flex-1 outline-none">
        {isLost && (
          <p role="status" className="flex items-center justify-center gap-2 bg-warn-tint px-4 py-2 text-small font-medium text-warn">
            <WifiSlashIcon className="size-4" />
            The platform cannot be reached. Your entries are kept, and this page continues by itself when the platform is back.
          </p>
        )}
        <Outlet />
      </main>
      <Palette open={palette} onOpenChange={setPalette} />
      <AskBeforeLoss forms={pageForms} />
    </div>
  )
}

/** Makes the key `/` move the focus to the page's search field. */
function useSlashForSearch(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event
      const isTyping = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
      if (event.key !== '/' || isTyping || event.metaKey || event.ctrlKey) return
      const search = document.querySelector<HTMLInputElement>('main input[type="search"]')
      if (search === null) return
      event.preventDefault()
      search.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
