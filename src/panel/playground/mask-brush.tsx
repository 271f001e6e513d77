import { ArrowCounterClockwiseIcon, EraserIcon, PaintBrushIcon } from '@phosphor-icons/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAskBeforeClosing } from '../parts/ask-before-loss.tsx'
import { ErrorNote, Loading } from '../parts/notes.tsx'
import { useUnsaved } from '../parts/unsaved.ts'
import { Button, Dialog, Tooltip } from '../ui.ts'
import type { InputPicture } from './capabilities.ts'
import { localUrl, upload } from './upload.ts'

interface MaskBrushProps {
  projectId: string
  picture: InputPicture
  open: boolean
  onClose: () => void
  onDone: (mask: { assetId: string; url: string }) => void
}

/** The colour of the painted area while the user paints. */
const COVER = 'rgb(255 64 64)'

/**
 * Lets the user paint a mask over the first input. White is the area to change. The file that is sent is black and white and has the
 * picture's size.
 */
export function MaskBrush({ projectId, picture, open, onClose, onDone }: MaskBrushProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [source, setSource] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [size, setSize] = useState(8)
  const [isErasing, setIsErasing] = useState(false)
  const [isEmpty, setIsEmpty] = useState(true)
  const [isSaving, setIsSaving] = useState(false)
  const last = useRef<{ x: number; y: number } | null>(null)
  const { forms, close, question } = useAskBeforeClosing(onClose)
  useUnsaved(() => open && !isEmpty && !isSaving, forms)

  useEffect(() => {
    if (!open) return
    let url: string | null = null
    let isGone = false
    const load = async () => {
      try {
        url = await localUrl(projectId, picture.assetId)
        if (isGone) URL.revokeObjectURL(url)
        else setSource(url)
      } catch (thrown) {
        setError(thrown)
      }
    }
    void load()
    return () => {
      isGone = true
      if (url !== null) URL.revokeObjectURL(url)
      setSource(null)
      setIsEmpty(true)
      setIsErasing(false)
    }
  }, [open, projectId, picture.assetId])

  const at = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * picture.width, y: ((event.clientY - box.top) / box.height) * picture.height }
  }
  const stroke = (to: { x: number; y: number }) => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const from = last.current ?? to
    context.globalCompositeOperation = isErasing ? 'destination-out' : 'source-over'
    context.strokeStyle = COVER
    context.lineCap = 'round'
    context.lineJoin = 'round'
    context.lineWidth = (size / 100) * Math.min(picture.width, picture.height)
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.lineTo(to.x + 0.01, to.y)
    context.stroke()
    last.current = to
    if (!isErasing) setIsEmpty(false)
  }
  const endStroke = () => {
    last.current = null
    if (!isErasing || !isBlank(canvas.current!)) return
    setIsEmpty(true)
    setIsErasing(false)
  }
  const clear = useCallback(() => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, picture.width, picture.height)
    setIsEmpty(true)
    setIsErasing(false)
  }, [picture.width, picture.height])
  const save = async () => {
    setIsSaving(true)
    setError(null)
    try {
      const asset = await upload(projectId, await toMask(canvas.current!, picture))
      onDone({ assetId: asset.id, url: asset.url })
    } catch (thrown) {
      setError(thrown)
    } finally {
      setIsSaving(false)
    }
  }

  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog size="xl" className="max-h-[95dvh] w-[min(56rem,calc(100vw-1rem))] overflow-y-auto p-4 sm:p-6">
        <Dialog.Title className="text-lead font-semibold">Paint over what is to change</Dialog.Title>
        <div className="my-4 flex flex-wrap items-center gap-x-4 gap-y-2">
          <div role="group" aria-label="Tool" className="flex gap-1">
            <Button
              size="sm"
              icon={PaintBrushIcon}
              variant={isErasing ? 'ghost' : 'secondary'}
              aria-pressed={!isErasing}
              onClick={() => setIsErasing(false)}
            >
              Brush
            </Button>
            <Eraser isChosen={isErasing} isEmpty={isEmpty} onChoose={() => setIsErasing(true)} />
          </div>
          <label className="flex items-center gap-2 text-small text-ink-muted">
            Width
            <input
              type="range"
              min={1}
              max={40}
              value={size}
              onChange={(event) => setSize(Number(event.target.value))}
              className="w-32 accent-accent-solid"
            />
          </label>
          <Button size="sm" variant="ghost" icon={ArrowCounterClockwiseIcon} onClick={clear} disabled={isEmpty}>
            Start again
          </Button>
        </div>
        {source === null ? (
          <Loading className="h-72" label="Loading the picture" />
        ) : (
          <div className="relative mx-auto max-h-[60dvh] max-w-full" style={{ aspectRatio: picture.width / picture.height }}>
            <img
              src={source}
              alt="What is to be painted over"
              className="picture-ground absolute inset-0 size-full rounded-picture"
              draggable={false}
            />
            <canvas
              ref={canvas}
              width={picture.width}
              height={picture.height}
              aria-label="Painting area"
              className="absolute inset-0 size-full cursor-crosshair touch-none rounded-picture opacity-60"
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId)
                last.current = null
                stroke(at(event))
              }}
              onPointerMove={(event) => event.buttons === 1 && stroke(at(event))}
              onPointerUp={endStroke}
            />
          </div>
        )}
        {error !== null && <ErrorNote error={error} className="mt-4" />}
        {question}
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={isSaving} disabled={isEmpty} onClick={() => void save()}>
            Use this mask
          </Button>
        </div>
      </Dialog>
    </Dialog.Root>
  )
}

interface EraserProps {
  isChosen: boolean
  /** Whether nothing is painted yet. The eraser would have no effect then, so its button is disabled and shows the reason. */
  isEmpty: boolean
  onChoose: () => void
}

function Eraser({ isChosen, isEmpty, onChoose }: EraserProps) {
  const button = (
    <Button
      size="sm"
      icon={EraserIcon}
      variant={isChosen ? 'secondary' : 'ghost'}
      aria-pressed={isChosen}
      disabled={isEmpty}
      onClick={onChoose}
    >
      Eraser
    </Button>
  )
  if (!isEmpty) return button
  return (
    <Tooltip content={NOTHING_TO_ERASE} render={<span tabIndex={0} aria-label={NOTHING_TO_ERASE} role="note" />}>
      {button}
    </Tooltip>
  )
}

const NOTHING_TO_ERASE = 'The eraser takes paint away: paint something first.'

/** Returns whether a canvas has no paint. */
function isBlank(painted: HTMLCanvasElement): boolean {
  // A copy is read, because reading makes a canvas slow to paint on.
  const copy = new OffscreenCanvas(painted.width, painted.height).getContext('2d', { willReadFrequently: true })!
  copy.drawImage(painted, 0, 0)
  const { data } = copy.getImageData(0, 0, painted.width, painted.height)
  // The fourth byte of each pixel is its opacity.
  for (let place = 3; place < data.length; place += 4) if (data[place] !== 0) return false
  return true
}

async function toMask(painted: HTMLCanvasElement, { width, height }: InputPicture): Promise<Blob> {
  const mask = new OffscreenCanvas(width, height)
  const context = mask.getContext('2d')!
  // The painted area becomes white, including soft edges; then black is drawn behind it.
  context.drawImage(painted, 0, 0)
  context.globalCompositeOperation = 'source-in'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.globalCompositeOperation = 'destination-over'
  context.fillStyle = '#000'
  context.fillRect(0, 0, width, height)
  return mask.convertToBlob({ type: 'image/png' })
}
