import type { Icon } from '@phosphor-icons/react'
import { data, inProject } from '../api/data.ts'
import type { ProjectPlace } from '../places.tsx'
import { EmptyState, QueryView } from './notes.tsx'
import { PageLink } from './page-link.tsx'
import { Picture } from './picture.tsx'
import { PictureRows } from './picture-rows.tsx'

const SHOWN = 12
const ROW_PX = 150

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
          <PictureRows
            label="Recent pictures"
            height={ROW_PX}
            tiles={made}
            tileKey={({ id }) => id}
            sizeOf={({ images: [image] }) => image!}
          >
            {({ id, images: [image], prompt }, ratio) => (
              <PageLink
                page="generations"
                place={{ project }}
                search={{ generation: id }}
                className="block overflow-hidden rounded-picture"
              >
                <Picture url={image!.url} alt={prompt ?? 'A picture'} width={ROW_PX * ratio} ratio={ratio} className="w-full" />
              </PageLink>
            )}
          </PictureRows>
        )
      }}
    </QueryView>
  )
}
