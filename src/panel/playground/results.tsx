import { MagicWandIcon } from '@phosphor-icons/react'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { data, inProject } from '../api/data.ts'
import { Masonry } from '../parts/masonry.tsx'
import { EmptyState, ErrorNote, Loading } from '../parts/notes.tsx'
import { scrollMotion } from '../parts/scroll-motion.ts'
import type { Model } from './capabilities.ts'
import type { Generation } from './follow.ts'
import { ResultCard } from './result-card.tsx'
import { recentKey } from './start.ts'

const RECENT = 12

interface ResultsProps {
  projectId: string
  /** The models whose requests the API has not answered yet. */
  starting: Model[]
  onUse: (image: Generation['images'][number]) => void
  onAgain: (generation: Generation) => void
  onCopy: (generation: Generation) => void
}

/**
 * Fetches the project's latest generations. The page already calls this hook while the list of models is being loaded, so that both are
 * fetched at the same time.
 */
export const useLatest = (projectId: string) =>
  data.useQuery(
    'get',
    '/generations',
    { params: { header: inProject(projectId), query: { limit: RECENT } } },
    { refetchOnWindowFocus: false },
  )

/** Shows the generations that this tab has started and, below them, the project's latest generations. */
export function Results({ projectId, starting, onUse, onAgain, onCopy }: ResultsProps) {
  const client = useQueryClient()
  const list = useLatest(projectId)
  const own = useQueries({
    queries: [
      {
        queryKey: recentKey(projectId),
        queryFn: () => [] as Generation[],
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: Number.POSITIVE_INFINITY,
      },
    ],
  })[0]
  const section = useRef<HTMLElement>(null)
  const newest = own.data?.[0]?.id
  const revealed = useRef(newest)
  useEffect(() => {
    if (newest !== revealed.current) reveal(section.current)
    revealed.current = newest
  }, [newest])
  const ownIds = new Set((own.data ?? []).map(({ id }) => id))
  if (list.data === undefined && list.error !== null) return <ErrorNote error={list.error} retry={list.refetch} />
  if (list.data === undefined) return <Loading className="h-96" label="Loading pictures" />
  const shown = [...(own.data ?? []), ...list.data.data.filter(({ id }) => !ownIds.has(id))]
  const onEnd = (generation: Generation) => {
    client.setQueryData<Generation[]>(recentKey(projectId), (before = []) =>
      before.map((each) => (each.id === generation.id ? generation : each)),
    )
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/assets' })
  }
  if (shown.length === 0 && starting.length === 0) {
    return (
      <EmptyState icon={MagicWandIcon} title="Your pictures appear here">
        Say what to make, then press Make. The model <code className="font-mono">sketch</code> is free and draws at once.
      </EmptyState>
    )
  }
  return (
    <section ref={section} aria-label="Results" className="scroll-mt-20">
      <Masonry columns="sm:grid-cols-[repeat(auto-fill,minmax(17rem,1fr))]">
        {starting.map((model) => (
          <article
            key={model.id}
            aria-label={`${model.name}: starting`}
            className="overflow-hidden rounded-card border border-edge bg-surface shadow-card"
          >
            <div className="sheen aspect-square w-full" />
            <p role="status" className="p-4 text-ink-muted">
              {model.name} is starting
            </p>
          </article>
        ))}
        {shown.map((generation) => (
          <ResultCard
            key={generation.id}
            projectId={projectId}
            generation={generation}
            onEnd={onEnd}
            onUse={onUse}
            onAgain={onAgain}
            onCopy={onCopy}
          />
        ))}
      </Masonry>
    </section>
  )
}

/** Scrolls to the results if they begin outside the window: on a narrow screen, they are below the form. */
function reveal(section: HTMLElement | null): void {
  const top = section?.getBoundingClientRect().top ?? 0
  if (top > window.innerHeight / 2) section?.scrollIntoView({ behavior: scrollMotion(), block: 'start' })
}
