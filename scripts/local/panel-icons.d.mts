import type { Plugin } from 'vite'

export function usedWeights(): Plugin
export function withoutWeights(code: string, tree: unknown): string
