import { ImageBrokenIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { cn } from '../ui.ts'

interface PictureProps {
  /** A signed link, as the API gives it with every picture; `width` asks for a small copy. */
  url: string
  alt: string
  /** CSS pixels that it is shown at; twice as many are asked for. Absent: the whole file. */
  width?: number
  /** Of the file, so that the page does not jump. */
  ratio?: number
  className?: string
  fit?: 'cover' | 'contain'
}

/** A stored picture, or a note that it is gone. */
export function Picture({ url, alt, width, ratio, className, fit = 'cover' }: PictureProps) {
  const [failed, setFailed] = useState<string | null>(null)
  const source = width === undefined ? url : sized(url, width * 2)
  // Where nothing can resize, the whole file is shown.
  const shown = failed === source ? url : source
  if (failed === url) {
    return (
      <span
        role="img"
        aria-label={`${alt} (not available)`}
        className={cn('grid place-items-center rounded-picture bg-well text-ink-muted', className)}
        style={{ aspectRatio: ratio }}
      >
        <ImageBrokenIcon className="size-6" />
      </span>
    )
  }
  return (
    <img
      src={shown}
      alt={alt}
      loading="lazy"
      decoding="async"
      className={cn('picture-ground rounded-picture', fit === 'cover' ? 'object-cover' : 'object-contain', className)}
      style={{ aspectRatio: ratio }}
      onError={() => setFailed(shown)}
    />
  )
}

function sized(url: string, width: number): string {
  const asked = new URL(url, window.location.href)
  asked.searchParams.set('width', String(Math.min(2048, Math.max(16, Math.round(width)))))
  return asked.href
}
