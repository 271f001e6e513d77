import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type UrlState = Record<string, string>

/**
 * State that is kept in the address: filters, sort, the open tab or drawer. Values are texts; empty ones are left out. `const [url,
 * setUrl] = useUrlState()`, then `url.model ?? ''` and `setUrl({ model: 'sketch', cursor: '' })`.
 */
export function useUrlState(): [UrlState, (changes: UrlState, options?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as UrlState
  const navigate = useNavigate()
  const set = useCallback(
    (changes: UrlState, { replace = true }: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        replace,
        resetScroll: false,
        search: ((before: UrlState) =>
          Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ''))) as never,
      })
    },
    [navigate],
  )
  return [search, set]
}
