import { ArrowBendUpLeftIcon, LinkIcon, DownloadSimpleIcon, RepeatIcon, TrashIcon } from '@phosphor-icons/react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { components } from '../../../../generated/generation/types.ts'
import { data, inProject } from '../../api/data.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { CopiedText, CopyButton } from '../../parts/copy-button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { bytes, duration, Money, Time, words } from '../../parts/format.tsx'
import { ErrorNote, QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { PageLink, usePagePath } from '../../parts/page-link.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useUrlState } from '../../parts/url-state.ts'
import { useProject } from '../../places.tsx'
import { Button, Select } from '../../ui.ts'

type Generation = components['schemas']['Generation']
type Asset = components['schemas']['Asset']

/**
 * Shows a stored picture: the request that made it, its facts, the pictures that it was made from, the pictures that were made from it,
 * and the actions for it.
 */
export function PictureDrawer({ assetId }: { assetId: string }) {
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
          <div className="grid grid-cols-1 gap-6">
            {/* The box has the shape of the picture, so that nothing is left empty beside it. */}
            <div className="mx-auto" style={{ width: `min(100%, ${(60 * asset.width) / asset.height}vh)` }}>
              <Picture url={asset.url} alt={found.data?.prompt ?? 'The picture'} ratio={asset.width / asset.height} className="w-full" />
            </div>
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
    ['Generation', <CopiedText key="id" text={id} label="Copy the generation's id" />],
  ]
}

function factsOf(asset: Asset): [string, React.ReactNode][] {
  return [
    ['Size', `${asset.width} × ${asset.height} px, ${asset.format.toUpperCase()}, ${bytes(asset.size_bytes)}`],
    ['SHA-256', <CopiedText key="hash" text={asset.sha256} label="Copy the hash" />],
    ['Deleted', asset.expires_at === null ? null : <Time key="expires" at={asset.expires_at} full />],
  ]
}

/** Shows the pictures from which a picture was made, and the pictures that were made from it. */
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

const LIFETIMES = { '3600': 'An hour', '86400': 'A day', '604800': 'A week' }

function Actions({ asset, generation, onDeleted }: { asset: Asset; generation: Generation | null; onDeleted: () => void }) {
  const project = useProject()
  const navigate = useNavigate()
  const pathOf = usePagePath()
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
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
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
        <ConfirmButton
          needs="developer"
          scope="generate"
          icon={TrashIcon}
          label="Delete"
          title="Delete this picture?"
          action="Delete"
          onConfirm={async () => {
            await remove.mutateAsync({ params })
            onDeleted()
          }}
        >
          Its bytes are deleted and every link to it dies at once. This cannot be undone. What it cost stays in the usage.
        </ConfirmButton>
      </div>
      <div className="flex flex-wrap items-center gap-2 rounded-control border border-edge px-3 py-2">
        <span className="min-w-40 flex-1 text-small text-ink-muted">A link that shows it to anybody, for</span>
        <Select<string>
          aria-label="How long the link works"
          items={LIFETIMES}
          value={lifetime}
          onValueChange={(value) => setLifetime(value ?? lifetime)}
        />
        <Button
          icon={LinkIcon}
          loading={link.isPending}
          onClick={() => link.mutate({ params, body: { expires_in_seconds: Number(lifetime) } })}
        >
          Make a link
        </Button>
      </div>
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
    </div>
  )
}

/** Returns a URL with which the browser saves the picture instead of showing it. */
function withDownload(url: string): string {
  const asked = new URL(url, window.location.href)
  asked.searchParams.set('download', 'true')
  return asked.href
}
