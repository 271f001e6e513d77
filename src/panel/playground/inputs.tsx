import { ImagesIcon, PaintBrushIcon, UploadSimpleIcon, XIcon } from '@phosphor-icons/react'
import { useEffect, useRef, useState } from 'react'
import { data, inProject } from '../api/data.ts'
import { words } from '../parts/format.tsx'
import { EmptyState, ErrorNote, QueryView } from '../parts/notes.tsx'
import { Picture } from '../parts/picture.tsx'
import { PictureRows } from '../parts/picture-rows.tsx'
import { Button, cn, Dialog, Select } from '../ui.ts'
import type { Draft, FormShape, InputPicture, Role } from './capabilities.ts'
import { MaskBrush } from './mask-brush.tsx'
import { asInput, upload } from './upload.ts'

interface InputsProps {
  projectId: string
  draft: Draft
  shape: FormShape
  onChange: (change: Partial<Draft>) => void
}

/** Shows the input pictures and the mask for the first one. The user adds pictures from a file, by paste or drag, or from the gallery. */
export function Inputs({ projectId, draft, shape, onChange }: InputsProps) {
  const { inputs, mask } = shape
  const files = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [pending, setPending] = useState(0)
  const [error, setError] = useState<unknown>(null)
  const [isPicking, setIsPicking] = useState(false)
  const [isPainting, setIsPainting] = useState(false)
  const latest = useRef(draft)
  useEffect(() => {
    latest.current = draft
  }, [draft])

  const firstFree = (): Role => {
    const hasImage = latest.current.inputs.some(({ role }) => role === 'image')
    return inputs!.roles.find((role) => (role === 'image') === !hasImage) ?? inputs!.roles[0]!
  }
  const add = (picture: InputPicture) => {
    const all = [...latest.current.inputs, picture].slice(0, inputs!.max)
    latest.current = { ...latest.current, inputs: all }
    onChange({ inputs: all })
  }
  const bring = async (brought: File[]) => {
    setError(null)
    setPending((count) => count + brought.length)
    for (const file of brought) {
      try {
        add(asInput(await upload(projectId, file), firstFree()))
      } catch (thrown) {
        setError(thrown)
      }
      setPending((count) => count - 1)
    }
  }
  const bringLatest = useRef(bring)
  useEffect(() => {
    bringLatest.current = bring
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const pasted = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith('image/'))
      if (pasted.length === 0) return
      event.preventDefault()
      void bringLatest.current(pasted)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [])
  if (inputs === null) return null
  const change = (index: number, part: Partial<InputPicture>) =>
    onChange({ inputs: draft.inputs.map((input, at) => (at === index ? { ...input, ...part } : input)) })
  const first = draft.inputs.find(({ role }) => role === 'image') ?? null
  const isFull = draft.inputs.length >= inputs.max
  return (
    <fieldset>
      <legend className="mb-2 font-medium">Pictures to work from</legend>
      <ul hidden={draft.inputs.length === 0} className="grid grid-cols-1 gap-2">
        {draft.inputs.map((input, index) => (
          <li key={`${input.assetId} ${index}`} className="flex items-center gap-3 rounded-control border border-edge bg-surface p-2">
            <Picture url={input.url} alt={`Input ${index + 1}`} width={56} ratio={1} className="size-14 shrink-0" />
            <div className="min-w-0 flex-1">
              <Select<string>
                aria-label={`Role of input ${index + 1}`}
                items={Object.fromEntries(inputs.roles.map((role) => [role, role === 'image' ? 'To work on' : words(role)]))}
                value={input.role}
                onValueChange={(role) => change(index, { role: role as Role, weight: null })}
              />
              <p className="mt-1 text-micro text-ink-muted">
                {input.width} × {input.height}
              </p>
            </div>
            {inputs.weights.includes(input.role) && (
              <label className="grid grid-cols-1 gap-1 text-micro text-ink-muted">
                Weight {input.weight ?? 'as the model likes'}
                <input
                  type="range"
                  min={0}
                  max={1}
                  step={0.05}
                  value={input.weight ?? 0.5}
                  onChange={(event) => change(index, { weight: Number(event.target.value) })}
                  className="w-24 accent-accent-solid"
                />
              </label>
            )}
            <Button
              variant="ghost"
              shape="square"
              size="sm"
              icon={XIcon}
              aria-label={`Remove input ${index + 1}`}
              onClick={() => onChange({ inputs: draft.inputs.filter((_, at) => at !== index), ...(input === first ? { mask: null } : {}) })}
            />
          </li>
        ))}
      </ul>
      {mask !== null && first !== null && (
        <div className="mt-2 flex flex-wrap items-center gap-3">
          {draft.mask !== null && (
            <Picture url={draft.mask.url} alt="The mask: white is changed" width={56} ratio={first.width / first.height} className="h-14" />
          )}
          <Button icon={PaintBrushIcon} onClick={() => setIsPainting(true)}>
            {draft.mask === null ? 'Paint a mask' : 'Paint another mask'}
          </Button>
          {draft.mask !== null && (
            <Button variant="ghost" onClick={() => onChange({ mask: null })}>
              Remove the mask
            </Button>
          )}
          <MaskBrush
            projectId={projectId}
            picture={first}
            open={isPainting}
            onClose={() => setIsPainting(false)}
            onDone={(made) => {
              onChange({ mask: made })
              setIsPainting(false)
            }}
          />
        </div>
      )}
      {!isFull && (
        <div
          onDragOver={(event) => {
            event.preventDefault()
            setIsOver(true)
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setIsOver(false)
            void bring([...event.dataTransfer.files])
          }}
          className={cn(
            'mt-2 flex flex-wrap items-center justify-center gap-2 rounded-control border border-dashed border-edge-strong px-3 py-4 text-center',
            isOver && 'border-accent bg-accent-tint',
          )}
        >
          <Button size="sm" icon={UploadSimpleIcon} loading={pending > 0} onClick={() => files.current?.click()}>
            Choose a file
          </Button>
          <Button size="sm" icon={ImagesIcon} onClick={() => setIsPicking(true)}>
            From the gallery
          </Button>
          <p className="w-full text-micro text-ink-muted">or drop or paste one here: {inputs.formats.join(', ')}</p>
          <input
            ref={files}
            type="file"
            accept={inputs.formats.map((format) => `image/${format}`).join(',')}
            multiple={inputs.max > 1}
            className="sr-only"
            tabIndex={-1}
            aria-label="Picture files"
            onChange={(event) => {
              void bring([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
        </div>
      )}
      {error !== null && <ErrorNote error={error} className="mt-2" />}
      <Picker
        projectId={projectId}
        open={isPicking}
        onClose={() => setIsPicking(false)}
        onPick={(picture) => {
          add({ ...picture, role: firstFree() })
          setIsPicking(false)
        }}
      />
    </fieldset>
  )
}

function Picker({
  projectId,
  open,
  onClose,
  onPick,
}: {
  projectId: string
  open: boolean
  onClose: () => void
  onPick: (picture: InputPicture) => void
}) {
  const query = data.useQuery('get', '/assets', { params: { header: inProject(projectId), query: { limit: 60 } } }, { enabled: open })
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog size="xl" className="max-h-[90dvh] overflow-y-auto p-4 sm:p-6">
        <div className="mb-4 flex items-start justify-between gap-3">
          <Dialog.Title className="text-lead font-semibold">Take a picture from the gallery</Dialog.Title>
          <Dialog.Close render={<Button variant="ghost" shape="square" size="sm" icon={XIcon} aria-label="Close" />} />
        </div>
        <QueryView query={query}>
          {({ data: assets }) =>
            assets.length === 0 ? (
              <EmptyState icon={ImagesIcon} title="No pictures yet">
                Make one first, or bring a file.
              </EmptyState>
            ) : (
              <PictureRows height={110} tiles={assets} tileKey={({ id }) => id} sizeOf={(asset) => asset}>
                {(asset, ratio) => (
                  <button type="button" onClick={() => onPick(asInput(asset, 'image'))} className="block w-full rounded-picture">
                    <Picture
                      url={asset.url}
                      alt={asset.made_by?.prompt ?? `Picture of ${asset.width} × ${asset.height} pixels`}
                      width={110 * ratio}
                      ratio={ratio}
                      className="w-full hover:opacity-80"
                    />
                  </button>
                )}
              </PictureRows>
            )
          }
        </QueryView>
      </Dialog>
    </Dialog.Root>
  )
}
