interface Row {
  title: string
  gives?: number
  body?: { n?: number }
  expected: { images?: number }
}
export const ROWS: Row[]
export function rowFor(row: Row, subject: { most: number }): Row
