import './styles/panel.css'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onConnectionBack } from './api/connection.ts'
import { problemOf } from './api/problem.ts'
import { toastProblem, toasts } from './parts/toast.ts'
import { router } from './router.tsx'
import { CSPProvider, Toasty, TooltipProvider } from './ui.ts'

const MOST_RETRIES = 3

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // If a list that is already shown cannot be refreshed, it stays, and a message reports the failure.
    onError: (error, query) => query.state.data !== undefined && toastProblem('This could not be refreshed', error),
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A query is not repeated if the API has responded with a problem, because the response would be the same again. A query is repeated
      // only if there was no response, for example because the network failed.
      retry: (failures, error) => problemOf(error) === null && failures < MOST_RETRIES,
      refetchOnWindowFocus: true,
      refetchIntervalInBackground: false,
    },
  },
})

// When the platform can be reached again, repeats the queries that have failed, so that the user need not repeat them.
onConnectionBack(() => void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' }))

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider>
          <Toasty toastManager={toasts}>
            <RouterProvider router={router} />
          </Toasty>
        </TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
