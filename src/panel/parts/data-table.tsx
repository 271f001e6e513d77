import { ArrowDownIcon, ArrowUpIcon, CaretLeftIcon, CaretRightIcon } from '@phosphor-icons/react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button, cn } from '../ui.ts'
import { ErrorNote } from './notes.tsx'
import { useUrlState } from './url-state.ts'

export interface Column<Row> {
  /**
   * The column's id. While the list is sorted by this column, `sort` in the page's address is this id for the ascending order, and `-`
   * followed by this id for the descending order.
   */
  id: string
  title: string
  cell: (row: Row) => ReactNode
  sortable?: boolean
  /** `end` aligns the column to the right, for numbers. */
  align?: 'end'
  /** The column is hidden in browser windows narrower than this, so that at 375 px only the important columns are shown. */
  from?: 'sm' | 'md' | 'lg' | 'xl'
  className?: string
}

interface DataTableProps<Row> {
  /** The name of the list for screen readers, for example `Keys`. */
  label: string
  columns: Column<Row>[]
  query: { data: { data: Row[]; next_cursor?: string | null } | undefined; error: unknown; refetch: () => unknown; isFetching?: boolean }
  rowKey: (row: Row) => string
  /**
   * Returns the parameters that a click on the row adds to the address. Usually they open the row's drawer: `(key) => ({ key: key.id })`.
   */
  rowLink?: (row: Row) => Record<string, string>
  /** Returns whether this is the row whose drawer the address opens. That row is marked. */
  selected?: (row: Row) => boolean
  empty: ReactNode
}

const FROM = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' }

/**
 * Shows a list of the API as a table. The sort order (`sort`) and the position in the list (`cursor`) are in the address. The page that
 * shows the table passes them to the query. For example, for a list without a choice of the sort order:
 *
 * const [url] = useUrlState()
 *
 * const query = config.useQuery('get', '/keys', { params: { query: { limit: 50, ...(url.cursor ? { cursor: url.cursor } : {}) } } })
 */
export function DataTable<Row>({ label, columns, query, rowKey, rowLink, selected, empty }: DataTableProps<Row>) {
  const [url, setUrl] = useUrlState()
  const rows = query.data?.data
  if (rows === undefined && query.error) return <ErrorNote error={query.error} retry={() => void query.refetch()} />
  if (rows?.length === 0 && url['cursor'] === undefined) return <>{empty}</>
  return (
    <div>
      <div className="overflow-x-auto rounded-card border border-edge bg-surface shadow-card">
        <table aria-label={label} aria-busy={rows === undefined} className="w-full border-collapse text-left">
          <thead>
            <tr className="border-b border-edge bg-well/60 text-small text-ink-muted">
              {columns.map((column) => (
                <Head key={column.id} column={column} sort={url['sort'] ?? ''} onSort={(sort) => setUrl({ sort, cursor: '' })} />
              ))}
            </tr>
          </thead>
          <tbody className={cn('transition-opacity', query.isFetching === true && rows !== undefined && 'opacity-70')}>
            {rows === undefined
              ? Array.from({ length: 6 }, (_, index) => (
                  <tr key={index} className="border-b border-edge last:border-0">
                    <td colSpan={columns.length} className="p-3">
                      <div className="sheen h-4 rounded" style={{ width: `${90 - index * 9}%` }} />
                    </td>
                  </tr>
                ))
              : rows.map((row) => (
                  <tr
                    key={rowKey(row)}
                    data-selected={selected?.(row) === true || undefined}
                    className="relative border-b border-edge last:border-0 hover:bg-hover/60 data-selected:bg-accent-tint"
                  >
                    {columns.map((column, index) => (
                      <td key={column.id} className={cellClass(column)}>
                        {index === 0 && rowLink !== undefined ? (
                          // The link is stretched over the whole row. So a click anywhere in the row follows it, and the row can be opened
                          // in a new tab.
                          <Link
                            to="."
                            search={((before: Record<string, string>) => ({ ...before, ...rowLink(row) })) as never}
                            resetScroll={false}
                            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                          >
                            {column.cell(row)}
                          </Link>
                        ) : (
                          column.cell(row)
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
          </tbody>
        </table>
      </div>
      <Pages next={query.data?.next_cursor ?? null} />
    </div>
  )
}

function cellClass<Row>(column: Column<Row>): string {
  return cn('px-4 py-2.5 align-middle', column.align === 'end' && 'tabular text-right', column.from && FROM[column.from], column.className)
}

function Head<Row>({ column, sort, onSort }: { column: Column<Row>; sort: string; onSort: (sort: string) => void }) {
  const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : undefined
  const className = cn('px-4 py-2 font-medium whitespace-nowrap', column.align === 'end' && 'text-right', column.from && FROM[column.from])
  if (column.sortable !== true) {
    return (
      <th scope="col" className={className}>
        {column.title}
      </th>
    )
  }
  const next = direction === undefined ? `-${column.id}` : direction === 'descending' ? column.id : ''
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={className}>
      <button type="button" className="inline-flex items-center gap-1 hover:text-ink" onClick={() => onSort(next)}>
        {column.title}
        {direction === 'ascending' && <ArrowUpIcon className="size-3.5" />}
        {direction === 'descending' && <ArrowDownIcon className="size-3.5" />}
      </button>
    </th>
  )
}

/** Shows buttons for the first page and for the next page. The browser's history leads back to the previous page. */
export function Pages({ next }: { next: string | null }) {
  const [url, setUrl] = useUrlState()
  const isFirst = url['cursor'] === undefined
  if (isFirst && next === null) return null
  return (
    <nav aria-label="Pages of the list" className="mt-4 flex items-center justify-end gap-2">
      <Button size="sm" icon={CaretLeftIcon} disabled={isFirst} onClick={() => setUrl({ cursor: '' })}>
        First page
      </Button>
      <Button size="sm" disabled={next === null} onClick={() => next !== null && setUrl({ cursor: next }, { replace: false })}>
        Next page
        <CaretRightIcon className="ms-1 size-4" />
      </Button>
    </nav>
  )
}
