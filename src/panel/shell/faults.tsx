import { CompassIcon } from '@phosphor-icons/react'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { EmptyState, ErrorNote, Loading } from '../parts/notes.tsx'

export function NotFound() {
  return (
    <div className="mx-auto max-w-3xl p-8">
      <EmptyState
        icon={CompassIcon}
        title="There is no such page"
        action={
          <Link to={'/' as string} className="text-accent-link">
            To the start
          </Link>
        }
      >
        The address may be old, or name something that was deleted or that you may not see.
      </EmptyState>
    </div>
  )
}

/** Shows a placeholder while a page's script is being loaded. */
export function PageLoading() {
  return (
    <div className="px-4 py-5 sm:px-6 lg:px-8 lg:py-7" aria-busy>
      <Loading className="h-64" />
    </div>
  )
}

const CHUNK_GONE = /dynamically imported module|Importing a module script failed/

/** Shows an error that a page has thrown. If a script is missing because a newer build has replaced it, loads the page again, once. */
export function PageFault({ error, reset }: { error: Error; reset: () => void }) {
  const isGone = CHUNK_GONE.test(error.message)
  useEffect(() => {
    if (!isGone || window.history.state?.reloaded === true) return
    window.history.replaceState({ ...window.history.state, reloaded: true }, '')
    window.location.reload()
  }, [isGone])
  return (
    <div className="mx-auto max-w-3xl p-8">
      <ErrorNote error={error} retry={reset} />
    </div>
  )
}
