import type { Icon } from '@phosphor-icons/react'
import { data, inProject } from '../api/data.ts'
import type { ProjectPlace } from '../places.tsx'
import { EmptyState, QueryView } from './notes.tsx'
import { PageLink } from './page-link.tsx'
import { Picture } from './picture.tsx'

const SHOWN = 12

/** The newest pictures of a project; each links to its generation. */
export function RecentPictures({ project, icon }: { project: ProjectPlace; icon: Icon }) {
  const query = data.useQuery('get', '/generations', {
    params: { header: inProject(project.id), query: { limit: SHOWN, status: 'succeeded' } },
  })
  return (
    <QueryView query={query}>
      {({ data: generations }) => {
        const made = generations.filter(({ images }) => images.length > 0)
        if (made.length === 0)
          return (
            <EmptyState
              icon={icon}
              title="No pictures yet"
              action={
                <PageLink page="playground" place={{ project }}>
                  Make the first one
                </PageLink>
              }
            />
          )
        return (
          <ul className="grid grid-cols-3 gap-2 sm:grid-cols-4 lg:grid-cols-6" aria-label="Recent pictures">
            {made.map(({ id, images: [image], prompt }) => (
              <li key={id}>
                <PageLink
                  page="generations"
                  place={{ project }}
                  search={{ generation: id }}
                  className="block overflow-hidden rounded-picture"
                >
                  <Picture url={image!.url} alt={prompt ?? 'A picture'} width={180} ratio={1} className="w-full" />
                </PageLink>
              </li>
            ))}
          </ul>
        )
      }}
    </QueryView>
  )
}
