export const guideFolder: string
