// Makes generated/problems.ts: the texts of the pages under /problems, for each error code of the contract.
import type { OpenApiDocument } from './document.ts'
import { BANNER, fail, literal } from './source.ts'

const AT = 'components/schemas/ErrorCode'

export function problemsFile(document: OpenApiDocument): string {
  const { enum: codes, 'x-problems': problems } = document.root.components.schemas.ErrorCode
  for (const code of Object.keys(problems)) if (!codes.includes(code)) fail(AT, `x-problems: there is no code ${code}`)
  const entries = codes.map((code: string) => {
    const { why, action } = problems[code] ?? fail(AT, `x-problems: ${code} is missing`)
    return `  ${code}: {\n    why: ${literal(why)},\n    action: ${literal(action)},\n  },\n`
  })
  return `${BANNER}export const PROBLEMS = {\n${entries.join('')}} as const\n`
}
