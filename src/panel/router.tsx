import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { Suspense } from 'react'
// `first-address.ts` keeps the query with which the page was loaded. It is imported early, because the router rewrites the address when it
// starts.
import './api/first-address.ts'
import { sessionState } from './api/session-state.ts'
import { type PanelPage, pages } from './pages.ts'
import { NotFound, PageFault, PageLoading } from './shell/faults.tsx'
import { HomePage } from './shell/home.tsx'
import { PagePlace } from './shell/page-place.tsx'
import { Shell } from './shell/shell.tsx'

const PREFIX: Record<PanelPage['scope'], string> = {
  platform: '',
  organization: '/o/$organization',
  instance: '/o/$organization/i/$instance',
  project: '/o/$organization/i/$instance/p/$project',
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: PageFault as never })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx')),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./routes/set-up.tsx')),
})

const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  component: lazyRouteComponent(() => import('./routes/connect.tsx')),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad({ location }) {
    const { kind } = sessionState()
    // The path gets the type `string`, because the routes of pages are made from a list and so have no literal types.
    if (kind === 'setup') throw redirect({ to: '/set-up' as string })
    if (kind === 'signed-out')
      throw redirect({ to: '/sign-in' as string, search: (location.href === '/' ? {} : { next: `/admin${location.href}` }) as never })
  },
})
const home = createRoute({ getParentRoute: () => shell, path: '/', component: HomePage })

const pageRoutes = pages.map((page) => {
  // `lazy` from React is not used, because it shows nothing for about 300 ms even if the script is already loaded.
  const Content = lazyRouteComponent(page.load)
  return createRoute({
    getParentRoute: () => shell,
    path: `${PREFIX[page.scope]}/${page.id}`,
    // Fetches the page's script. The router calls this when the page is opened, or earlier, when the pointer or the focus is on a link to
    // the page.
    loader: async () => {
      await Content.preload?.()
    },
    component: () => (
      <PagePlace page={page}>
        <Suspense fallback={<PageLoading />}>
          <Content />
        </Suspense>
      </PagePlace>
    ),
  })
})

export const router = createRouter({
  basepath: '/admin',
  routeTree: root.addChildren([signIn, setUp, connect, shell.addChildren([home, ...pageRoutes])]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  // A page's script is loaded before the page is shown. If loading takes longer than 400 ms, a placeholder is shown.
  defaultPendingComponent: PageLoading,
  defaultPendingMs: 400,
  defaultErrorComponent: PageFault as never,
  defaultNotFoundComponent: NotFound,
  // The router would write the parameters of an address as JSON. They are plain texts here, so that people can read and type addresses.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')).toString()
    return text === '' ? '' : `?${text}`
  },
})
