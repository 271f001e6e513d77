import { ArrowBendUpLeftIcon, DownloadSimpleIcon, ImagesIcon, RepeatIcon, TrashIcon, UploadSimpleIcon } from '@phosphor-icons/react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { components } from '../../../generated/generation/types.ts'
import { data, inProject } from '../api/data.ts'
import { useAfter } from '../parts/after.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Pages } from '../parts/data-table.tsx'
import { Drawer } from '../parts/drawer.tsx'
import { createdAfter, Filters, FilterSelect, FilterText, FilterTime } from '../parts/filters.tsx'
import { bytes, duration, money, Money, Time, words } from '../parts/format.tsx'
import { May } from '../parts/may.tsx'
import { EmptyState, ErrorNote, QueryView } from '../parts/notes.tsx'
import { Facts, Page } from '../parts/page.tsx'
import { PageLink, usePagePath } from '../parts/page-link.tsx'
import { Picture } from '../parts/picture.tsx'
import { useUrlState } from '../parts/url-state.ts'
import { useProject } from '../places.tsx'
import { Button, Select, Tabs } from '../ui.ts'

type Generation = components['schemas']['Generation']
type Asset = components['schemas']['Asset']
type Operation = components['schemas']['Operation']

/** One picture of the grid, from either list. */
interface Shown {
  assetId: string
  url: string
  alt: string
  note: string
}

const PER_PAGE = 60
const OPERATIONS: Operation[] = [
  'generate',
  'edit',
  'inpaint',
  'remix',
  'reframe',
  'upscale',
  'remove_background',
  'replace_background',
  'describe',
]

export default function GalleryPage() {
  const [url, setUrl] = useUrlState()
  const source = url['source'] === 'upload' ? 'upload' : 'generation'
  return (
    <Page title="Gallery" description="Every picture that this project has stored." width="full">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <Tabs
          tabs={[
            { value: 'generation', label: 'Made' },
            { value: 'upload', label: 'Uploads' },
          ]}
          value={source}
          onValueChange={(value) => setUrl({ source: value === 'upload' ? value : '', cursor: '', picture: '' })}
        />
      </div>
      <Stored source={source} />
      {url['picture'] !== undefined && <PictureDrawer assetId={url['picture']} />}
    </Page>
  )
}

const FILTERS = ['prompt', 'model', 'operation', 'since']

function Stored({ source }: { source: 'generation' | 'upload' }) {
  const project = useProject()
  const [url] = useUrlState()
  const isMade = source === 'generation'
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
    }
  })
  return (
    <>
      <Filters names={FILTERS}>
        {isMade && (
          <>
            <FilterText name="prompt" label="Words of the prompt" />
            <FilterSelect
              name="model"
              label="Model"
              options={Object.fromEntries((models.data?.data ?? []).map(({ id, name }) => [id, name]))}
            />
            <FilterSelect
              name="operation"
              label="Operation"
              options={Object.fromEntries(OPERATIONS.map((operation) => [operation, words(operation)]))}
            />
          </>
        )}
        <FilterTime />
      </Filters>
      <Grid
        query={query}
        pictures={pictures}
        next={query.data?.next_cursor ?? null}
        isFiltered={FILTERS.some((name) => url[name] !== undefined)}
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

const COLUMNS = 'grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] sm:gap-4'

function Grid({ query, pictures, next, isFiltered, isUploads = false }: GridProps) {
  if (pictures === undefined && query.error) return <ErrorNote error={query.error} retry={() => void query.refetch()} />
  if (pictures === undefined) {
    return (
      <div className={COLUMNS} role="status" aria-label="Loading pictures">
        {Array.from({ length: 12 }, (_, index) => (
          <div key={index} className="sheen aspect-square rounded-picture" />
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
      <ul className={COLUMNS}>
        {pictures.map((picture) => (
          <li key={picture.assetId}>
            <Link
              to="."
              search={((before: Record<string, string>) => ({ ...before, picture: picture.assetId })) as never}
              resetScroll={false}
              className="group relative block overflow-hidden rounded-picture shadow-card"
            >
              <Picture
                url={picture.url}
                alt={picture.alt}
                width={280}
                ratio={1}
                className="w-full transition-transform duration-300 group-hover:scale-[1.03]"
              />
              <span className="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/80 via-black/50 to-transparent px-3 pt-8 pb-2.5 text-small text-white opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100">
                <span className="line-clamp-2" dir="auto">
                  {picture.alt}
                </span>
                <span className="block truncate text-micro text-white/85">{picture.note}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Pages next={next} />
    </>
  )
}

function PictureDrawer({ assetId }: { assetId: string }) {
  const project = useProject()
  const [, setUrl] = useUrlState()
  const asset = data.useQuery('get', '/assets/{asset_id}', { params: { header: inProject(project.id), path: { asset_id: assetId } } })
  const generationId = asset.data?.generation_id ?? null
  const found = data.useQuery(
    'get',
    '/generations/{generation_id}',
    { params: { header: inProject(project.id), path: { generation_id: generationId ?? '' } } },
    { enabled: generationId !== null },
  )
  const close = () => setUrl({ picture: '' })
  return (
    <Drawer
      open
      onClose={close}
      title={found.data?.prompt ?? 'Picture'}
      subtitle={<code className="font-mono">{assetId}</code>}
      width="wide"
    >
      <QueryView query={asset}>
        {(asset) => (
          <div className="grid gap-6">
            <Picture
              url={asset.url}
              alt={found.data?.prompt ?? 'The picture'}
              fit="contain"
              ratio={asset.width / asset.height}
              className="max-h-[60vh] w-full"
            />
            <Actions asset={asset} generation={found.data ?? null} onDeleted={close} />
            <Facts items={[...(found.data === undefined ? [] : recipeOf(found.data)), ...factsOf(asset)]} />
            <Relatives assetId={asset.id} generation={found.data ?? null} />
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}

function recipeOf(generation: Generation): [string, React.ReactNode][] {
  const { prompt, model, provider, operation, cost, timing_ms: timing, created_at: createdAt, id, images } = generation
  const image = images[0]
  return [
    [
      'Prompt',
      prompt === null ? null : (
        <span dir="auto" className="whitespace-pre-wrap">
          {prompt}
        </span>
      ),
    ],
    ['Rewritten as', image?.revised_prompt ? <span dir="auto">{image.revised_prompt}</span> : null],
    ['Operation', words(operation)],
    ['Model', `${model} (${provider})`],
    ['Seed', image?.seed ?? null],
    ['Cost', <Money key="cost" micros={cost.amount_micros} />],
    ['Time', duration(timing.total)],
    ['Made', <Time key="made" at={createdAt} full />],
    ['Generation', <Copied key="id" text={id} label="Copy the generation's id" />],
  ]
}

function factsOf(asset: Asset): [string, React.ReactNode][] {
  return [
    ['Size', `${asset.width} × ${asset.height} px, ${asset.format.toUpperCase()}, ${bytes(asset.size_bytes)}`],
    ['SHA-256', <Copied key="hash" text={asset.sha256} label="Copy the hash" />],
    ['Deleted', asset.expires_at === null ? null : <Time key="expires" at={asset.expires_at} full />],
  ]
}

/** Shows what the picture was made from, and what was made from it. */
function Relatives({ assetId, generation }: { assetId: string; generation: Generation | null }) {
  const project = useProject()
  const children = data.useQuery('get', '/generations', {
    params: { header: inProject(project.id), query: { limit: 24, input_asset_id: assetId } },
  })
  const parents = [...(generation?.request?.inputs ?? []), ...(generation?.request?.mask === undefined ? [] : [generation.request.mask])]
  const made = (children.data?.data ?? []).flatMap(({ images }) => images)
  return (
    <>
      {parents.length > 0 && (
        <section aria-label="Made from">
          <h3 className="mb-2 font-semibold">Made from</h3>
          <ul className="flex flex-wrap gap-2">
            {parents.map(({ asset_id: id }) => (
              <li key={id}>
                <PageLink page="gallery" search={{ picture: id }} className="block rounded-picture">
                  <StoredPicture assetId={id} />
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {made.length > 0 && (
        <section aria-label="What came of it">
          <h3 className="mb-2 font-semibold">What came of it</h3>
          <ul className="flex flex-wrap gap-2">
            {made.map((image) => (
              <li key={image.asset_id}>
                <PageLink page="gallery" search={{ picture: image.asset_id }} className="block rounded-picture">
                  <Picture url={image.url} alt="A picture made from this one" width={96} ratio={1} className="size-24" />
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function StoredPicture({ assetId }: { assetId: string }) {
  const project = useProject()
  const { data: asset } = data.useQuery('get', '/assets/{asset_id}', {
    params: { header: inProject(project.id), path: { asset_id: assetId } },
  })
  if (asset === undefined) return <span className="block size-24 rounded-picture bg-well" />
  return <Picture url={asset.url} alt="A picture that this one was made from" width={96} ratio={1} className="size-24" />
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate font-mono text-small">{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  )
}

const LIFETIMES = { '3600': 'An hour', '86400': 'A day', '604800': 'A week' }

function Actions({ asset, generation, onDeleted }: { asset: Asset; generation: Generation | null; onDeleted: () => void }) {
  const project = useProject()
  const navigate = useNavigate()
  const pathOf = usePagePath()
  const [isAsking, setIsAsking] = useState(false)
  const [lifetime, setLifetime] = useState('86400')
  const link = data.useMutation('post', '/assets/{asset_id}/link')
  const remove = data.useMutation(
    'delete',
    '/assets/{asset_id}',
    useAfter({ done: 'Picture deleted', invalidates: ['/assets', '/generations'] }),
  )
  const params = { header: inProject(project.id), path: { asset_id: asset.id } }
  const goTo = (search: Record<string, string>) => {
    const path = pathOf('playground')
    if (path !== null) void navigate({ to: path, search: search as never })
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="primary" icon={ArrowBendUpLeftIcon} onClick={() => goTo({ input: asset.id })}>
        Use as input
      </Button>
      {generation !== null && (
        <Button icon={RepeatIcon} onClick={() => goTo({ again: generation.id })}>
          Make again
        </Button>
      )}
      <Button icon={DownloadSimpleIcon} onClick={() => window.location.assign(withDownload(asset.url))}>
        Download
      </Button>
      <Select<string>
        aria-label="How long the link works"
        items={LIFETIMES}
        value={lifetime}
        onValueChange={(value) => setLifetime(value ?? lifetime)}
      />
      <Button loading={link.isPending} onClick={() => link.mutate({ params, body: { expires_in_seconds: Number(lifetime) } })}>
        Make a link
      </Button>
      <May needs="developer" scope="generate">
        {(disabled) => (
          <Button variant="secondary-destructive" icon={TrashIcon} disabled={disabled} onClick={() => setIsAsking(true)}>
            Delete
          </Button>
        )}
      </May>
      {link.error !== null && <ErrorNote error={link.error} className="w-full" />}
      {link.data !== undefined && (
        <p className="flex w-full items-center gap-2 rounded-control border border-edge bg-well px-3 py-2">
          <code className="min-w-0 flex-1 truncate font-mono text-small">{link.data.url}</code>
          <span className="text-small text-ink-muted">
            until <Time at={link.data.expires_at} full />
          </span>
          <CopyButton text={link.data.url} label="Copy the link" />
        </p>
      )}
      <Confirm
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Delete this picture?"
        action="Delete"
        onConfirm={async () => {
          await remove.mutateAsync({ params })
          onDeleted()
        }}
      >
        Its bytes are deleted and every link to it dies at once. This cannot be undone. What it cost stays in the usage.
      </Confirm>
    </div>
  )
}

function withDownload(url: string): string {
  const asked = new URL(url, window.location.href)
  asked.searchParams.set('download', 'true')
  return asked.href
}
