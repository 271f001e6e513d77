export const USES_NO_OPERATION_ALONE: string[]
export function selectFiles(all: string[], args: string[]): { files: string[]; checksOperations: boolean; unknown: string[] }
