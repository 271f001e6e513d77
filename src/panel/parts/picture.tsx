import { ImageBrokenIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { cn } from '../ui.ts'

interface PictureProps {
  /** A signed link, as the API returns it with every picture. */
  url: string
  alt: string
  /**
   * The width in CSS pixels at which the picture is shown. A copy of the picture with twice this width is requested. Without `width`, the
   * whole file is requested.
   */
  width?: number
  /** The width of the shown picture divided by its height. It reserves the space, so that the page does not jump when the picture loads. */
  ratio?: number
  className?: string
  fit?: 'cover' | 'contain'
}

/** Shows a stored picture, or a placeholder if it cannot be loaded, for example because it was deleted. */
export function Picture({ url, alt, width, ratio, className = '', fit = 'cover' }: PictureProps) {
  // If `className` has a class for rounded corners, the default class is left out here. `cn` would keep both, because it does not know
  // the panel's classes for corners.
  const corners = className.includes('rounded') ? '' : 'rounded-picture'
  const [failed, setFailed] = useState<string | null>(null)
  const source = width === undefined ? url : sized(url, width * 2)
  // If the deployment cannot resize pictures, the whole file is shown.
  const shown = failed === source ? url : source
  if (failed === url) {
    return (
      <span
        role="img"
        aria-label={`${alt} (not available)`}
        className={cn('grid place-items-center bg-well text-ink-muted', corners, className)}
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
      // The chequers that show transparency appear only after the picture has loaded. Otherwise an opaque picture would first show them.
      onLoad={({ currentTarget }) => {
        currentTarget.dataset['loaded'] = ''
      }}
      className={cn('bg-well data-loaded:picture-ground', fit === 'cover' ? 'object-cover' : 'object-contain', corners, className)}
      style={{ aspectRatio: ratio }}
      onError={() => setFailed(shown)}
    />
  )
}

/**
 * Returns the width of a picture's tile in a grid, divided by the tile's height. Usually the tile has the shape of the picture. Very high
 * and very wide pictures are cropped to a less extreme shape.
 */
export const tileRatio = ({ width, height }: { width: number; height: number }): number => Math.min(3, Math.max(0.5, width / height))

function sized(url: string, width: number): string {
  const asked = new URL(url, window.location.href)
  asked.searchParams.set('width', String(Math.min(2048, Math.max(16, Math.round(width)))))
  return asked.href
}
