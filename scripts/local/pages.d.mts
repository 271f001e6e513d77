export function pagesIn(root: string, path: string): string[]
