import './styles/panel.css'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { problemOf } from './api/problem.ts'
import { toastProblem, toasts } from './parts/toast.ts'
import { router } from './router.tsx'
import { CSPProvider, Toasty, TooltipProvider } from './ui.ts'

const MOST_RETRIES = 3

const queryClient = new QueryClient({
  queryCache: new QueryCache({
    // A list that is shown already stays; that it could not be refreshed is told beside it.
    onError: (error, query) => query.state.data !== undefined && toastProblem('This could not be refreshed', error),
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What the API has answered, it answers again; only a lost connection is worth another try.
      retry: (failures, error) => problemOf(error) === null && failures < MOST_RETRIES,
      refetchOnWindowFocus: true,
      refetchIntervalInBackground: false,
    },
  },
})

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
