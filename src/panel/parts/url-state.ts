import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { noteOwnMove } from './unsaved.ts'

export type UrlState = Record<string, string>

/**
 * State that is kept in the address: filters, sort, the open tab or drawer. Values are texts; empty ones are left out. `const [url, setUrl]
 * = useUrlState()`, then `url.model ?? ''` and `setUrl({ model: 'sketch', cursor: '' })`.
 *
 * If an earlier entry of the history has the new state, the browser goes back to that entry. For example, a drawer was opened from a list.
 * When the drawer is closed, the browser goes back to the entry of the list. A new entry would be the second one of the same list, and the
 * user would have to press Back twice to leave the page.
 */
export function useUrlState(): [UrlState, (changes: UrlState, options?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as UrlState
  const router = useRouter()
  const navigate = useNavigate()
  const set = useCallback(
    (changes: UrlState, { replace = true }: { replace?: boolean } = {}) => {
      const changed = (before: UrlState): UrlState =>
        Object.fromEntries(Object.entries({ ...before, ...changes }).filter(([, value]) => value !== ''))
      const earlier = replace ? earlierEntry(changed(router.latestLocation.search as UrlState)) : null
      // `traverseTo` names the entry to go to. So if a double click runs this line twice, the browser does not go back twice.
      if (earlier !== null) noteOwnMove(window.navigation.traverseTo(earlier).finished)
      else void navigate({ to: '.', replace, resetScroll: false, search: changed as never })
    },
    [navigate, router],
  )
  return [search, set]
}

/**
 * Returns the key of the latest earlier entry of the history that has this state. Returns null if there is none, if the user has visited
 * another page since that entry, or if the browser lacks the Navigation API.
 */
function earlierEntry(search: UrlState): string | null {
  const navigation = 'navigation' in window ? window.navigation : null
  const here = navigation?.currentEntry?.index ?? 0
  const before = navigation?.entries().slice(0, here).toReversed() ?? []
  for (const { key, url } of before) {
    const address = url === null ? null : new URL(url)
    if (address?.pathname !== window.location.pathname) return null
    if (isSame(Object.fromEntries(address.searchParams), search)) return key
  }
  return null
}

const isSame = (one: UrlState, other: UrlState): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, value]) => other[name] === value)
