import type { SizeRule } from './provider.ts'

export type SizeBounds = Extract<SizeRule, { kind: 'free' }>

export function fits(rule: SizeBounds, width: number, height: number): boolean {
  const edges = [width, height]
  return (
    edges.every((edge) => edge >= rule.minEdge && edge <= rule.maxEdge && edge % rule.multipleOf === 0) &&
    width * height <= rule.maxPixels &&
    Math.max(width / height, height / width) <= rule.maxRatio
  )
}
