import type { ReactNode } from 'react'
import { tileRatio } from './picture.tsx'

interface PictureRowsProps<Tile> {
  /** The name of the list for screen readers. */
  label?: string
  /** The height of a row in pixels, before its pictures grow to fill the width of the list. */
  height: number
  tiles: Tile[]
  tileKey: (tile: Tile) => string
  /** Returns the size of a tile's picture. */
  sizeOf: (tile: Tile) => { width: number; height: number }
  /** Renders a tile. The picture in it must be shown with this `ratio`: the width divided by the height. */
  children: (tile: Tile, ratio: number) => ReactNode
}

/**
 * Lays out pictures of different shapes in rows. Each row except the last one fills the width of the list. Only very high and very wide
 * pictures are cropped.
 */
export function PictureRows<Tile>({ label, height, tiles, tileKey, sizeOf, children }: PictureRowsProps<Tile>) {
  return (
    // The element after the last tile takes the room that is left in the last row.
    <ul aria-label={label} className="flex flex-wrap gap-2 after:grow-1000000 sm:gap-3">
      {tiles.map((tile) => {
        const ratio = tileRatio(sizeOf(tile))
        // `flexGrow` is proportional to the ratio of the picture, so that all tiles of a row have the same height.
        return (
          <li key={tileKey(tile)} className="max-w-full min-w-0" style={{ flexGrow: ratio * 100, flexBasis: ratio * height }}>
            {children(tile, ratio)}
          </li>
        )
      })}
    </ul>
  )
}
