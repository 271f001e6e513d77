import { ImagesIcon, UploadSimpleIcon } from '@phosphor-icons/react'
import { Link } from '@tanstack/react-router'
import type { components } from '../../../generated/generation/types.ts'
import { data, inProject } from '../api/data.ts'
import { Pages } from '../parts/data-table.tsx'
import { createdAfter, Filters, FilterSelect, FilterText, FilterTime } from '../parts/filters.tsx'
import { namesById, words } from '../parts/format.tsx'
import { money } from '../parts/money.ts'
import { EmptyState, ErrorNote } from '../parts/notes.tsx'
import { Page } from '../parts/page.tsx'
import { Picture } from '../parts/picture.tsx'
import { PictureRows } from '../parts/picture-rows.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { OPERATIONS } from '../playground/capabilities.ts'
import { useProject } from '../places.tsx'
import { PictureDrawer } from './gallery/picture-drawer.tsx'

type Operation = components['schemas']['Operation']

/** One picture of the grid, generated or uploaded. */
interface Shown {
  assetId: string
  url: string
  alt: string
  note: string
  width: number
  height: number
}

const PER_PAGE = 60

export default function GalleryPage() {
  const [url, setUrl] = useUrlState()
  const source = url['source'] === 'upload' ? 'upload' : 'generation'
  return (
    <Page title="Gallery" description="Every picture that this project has stored." width="full">
      <div className="mb-4">
        <Tabs
          tabs={[
            { value: 'generation', label: 'Made' },
            { value: 'upload', label: 'Uploads' },
          ]}
          value={source}
          // When the user changes the tab, the filters `prompt`, `model` and `operation` are removed, because they do not apply to uploads.
          // Otherwise such a filter would stay in the address, unseen, and would apply again when the user returns to the other tab.
          onValueChange={(value) => setUrl({ ...cleared(MADE_FILTERS), source: value === 'upload' ? value : '', cursor: '', picture: '' })}
        />
      </div>
      <Stored source={source} />
      {url['picture'] !== undefined && <PictureDrawer assetId={url['picture']} />}
    </Page>
  )
}

/** The filters that apply only to generated pictures, not to uploads. */
const MADE_FILTERS = ['prompt', 'model', 'operation']

const cleared = (names: string[]) => Object.fromEntries(names.map((name) => [name, '']))

function Stored({ source }: { source: 'generation' | 'upload' }) {
  const project = useProject()
  const [url] = useUrlState()
  const isMade = source === 'generation'
  const filters = isMade ? [...MADE_FILTERS, 'since'] : ['since']
  const models = data.useQuery('get', '/models', { params: { header: inProject(project.id) } }, { staleTime: 60_000, enabled: isMade })
  const { cursor, model, prompt } = url
  const made = { model, prompt, operation: url['operation'] as Operation | undefined }
  const query = data.useQuery('get', '/assets', {
    params: {
      header: inProject(project.id),
      query: { limit: PER_PAGE, source, cursor, created_after: createdAfter(url), ...(isMade ? made : {}) },
    },
  })
  const pictures = query.data?.data.map((asset): Shown => {
    const size = `${asset.width} × ${asset.height}`
    const origin = asset.made_by
    return {
      assetId: asset.id,
      url: asset.url,
      alt: origin === null ? `Picture of ${size} pixels` : (origin.prompt ?? words(origin.operation)),
      note: origin === null ? size : `${origin.model} · ${money(origin.cost_micros)}`,
      width: asset.width,
      height: asset.height,
    }
  })
  return (
    <>
      <Filters names={filters}>
        {isMade && (
          <>
            <FilterText name="prompt" label="Words of the prompt" />
            <FilterSelect name="model" label="Model" options={namesById(models.data?.data ?? [])} />
            <FilterSelect
              name="operation"
              label="Operation"
              options={Object.fromEntries(Object.keys(OPERATIONS).map((operation) => [operation, words(operation)]))}
            />
          </>
        )}
        <FilterTime />
      </Filters>
      <Grid
        query={query}
        pictures={pictures}
        next={query.data?.next_cursor ?? null}
        isFiltered={filters.some((name) => url[name] !== undefined)}
        isUploads={!isMade}
      />
    </>
  )
}

interface GridProps {
  query: { error: unknown; refetch: () => unknown }
  pictures: Shown[] | undefined
  next: string | null
  isFiltered: boolean
  isUploads?: boolean
}

const ROW_PX = 200

function Grid({ query, pictures, next, isFiltered, isUploads = false }: GridProps) {
  if (pictures === undefined && query.error) return <ErrorNote error={query.error} retry={() => void query.refetch()} />
  if (pictures === undefined) {
    return (
      <div className="flex flex-wrap gap-2 sm:gap-3" role="status" aria-label="Loading pictures">
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className="sheen h-50 w-40 grow rounded-picture sm:w-60" />
        ))}
      </div>
    )
  }
  if (pictures.length === 0) {
    const Icon = isUploads ? UploadSimpleIcon : ImagesIcon
    return (
      <EmptyState icon={Icon} title={isFiltered ? 'No picture fits these filters' : isUploads ? 'No uploads yet' : 'No pictures yet'}>
        {isFiltered
          ? 'Clear a filter to see more.'
          : isUploads
            ? 'Pictures that you bring to work from are listed here.'
            : 'What this project makes is kept here, with its prompt and its cost.'}
      </EmptyState>
    )
  }
  return (
    <>
      <PictureRows height={ROW_PX} tiles={pictures} tileKey={({ assetId }) => assetId} sizeOf={(picture) => picture}>
        {(picture, ratio) => (
          <Link
            to="."
            search={((before: Record<string, string>) => ({ ...before, picture: picture.assetId })) as never}
            resetScroll={false}
            className="group relative block overflow-hidden rounded-picture shadow-card"
          >
            <Picture
              url={picture.url}
              alt={picture.alt}
              width={Math.max(ROW_PX, ROW_PX * ratio)}
              ratio={ratio}
              className="w-full transition-transform duration-300 group-hover:scale-[1.03]"
            />
            <span className="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/80 via-black/50 to-transparent px-3 pt-8 pb-2.5 text-small text-white opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
              <span className="line-clamp-2" dir="auto">
                {picture.alt}
              </span>
              <span className="block truncate text-micro text-white/85">{picture.note}</span>
            </span>
          </Link>
        )}
      </PictureRows>
      <Pages next={next} />
    </>
  )
}
