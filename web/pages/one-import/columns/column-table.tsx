import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  type FieldName,
  type ImportColumn,
  type ImportRow,
  importKindsQuery,
  importRowsQuery,
} from '../../../api/queries/imports.ts'
import { count } from '../../../shared/text/numbers.ts'
import { useWidthUpTo } from '../../../shared/use-width-up-to.ts'
import classes from './columns.module.css'
import { FieldChoice } from './field-choice.tsx'
import type { ChoiceProps } from './kind-menu.tsx'

const FIRST_ROWS = 10
const NUMBERS: readonly (FieldName | null)[] = [
  'quantity',
  'unit_price',
  'total_price',
  'min_stock',
  'pin_count',
  'backorder',
  'shipped',
  'order_line',
]

/** The columns with one of them given a field; a field that only one may have leaves the other. */
function withField(
  columns: readonly ImportColumn[],
  index: number,
  field: FieldName | null,
  many: boolean,
): { index: number; field: FieldName | null }[] {
  return columns.map((column) => {
    if (column.index === index) return { index, field }
    const taken = !many && field !== null && column.field === field
    return { index: column.index, field: taken ? null : column.field }
  })
}

/** What is wrong with the cell of a row in a column; nothing when it was read. */
function doubtOf({ errors, warnings }: ImportRow, { field }: ImportColumn): string | undefined {
  if (field === null) return undefined
  return [...errors, ...warnings].find((problem) => problem.field === field)?.message
}

/** What a column is called in the file, or its place where it has no name. */
function nameOf({ header, index }: ImportColumn): string {
  return header.trim() === '' ? `Column ${index + 1}` : header
}

/** The columns of the file, what each is for us, and its first rows as they were read. */
export function ColumnTable({ one, onChange, disabled }: ChoiceProps) {
  const { data: kinds = [] } = useQuery(importKindsQuery)
  const { data } = useInfiniteQuery(importRowsQuery(one.id, 'all'))
  const phone = useWidthUpTo('phone')
  const fields = kinds.find(({ kind }) => kind === one.kind)?.fields ?? []
  const rows = data?.pages[0]?.slice(0, FIRST_ROWS) ?? []
  const { columns } = one
  const choose = (index: number, field: FieldName | null) => {
    const many = fields.find((each) => each.field === field)?.many ?? false
    onChange({ columns: withField(columns, index, field, many) })
  }
  const choiceOf = (column: ImportColumn) => (
    <FieldChoice
      column={column}
      fields={fields}
      disabled={disabled || one.kind === null}
      onChange={(field) => choose(column.index, field)}
    />
  )
  const used = columns.filter(({ field }) => field !== null).length
  return (
    <section className={classes.columns} aria-labelledby="columns">
      <div className={classes.columnsHead}>
        <h2 id="columns">Columns</h2>
        <span>
          {count(used)} of {count(columns.length)} are used
        </span>
      </div>
      {phone ? (
        <ul className={classes.cards}>
          {columns.map((column) => (
            <li key={column.index}>
              <b>{nameOf(column)}</b>
              <span className="ellipsis">{column.samples.filter((sample) => sample !== '').join(' · ')}</span>
              {choiceOf(column)}
            </li>
          ))}
        </ul>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard, too
        <div className={classes.scroll} role="region" aria-label="The first rows of the file" tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr className={classes.choices}>
                {columns.map((column) => (
                  <td key={column.index}>{choiceOf(column)}</td>
                ))}
              </tr>
              <tr>
                {columns.map((column) => (
                  <th key={column.index} scope="col" data-number={NUMBERS.includes(column.field) || undefined}>
                    {nameOf(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.row_no}>
                  {columns.map((column) => {
                    const doubt = doubtOf(row, column)
                    return (
                      <td
                        key={column.index}
                        data-number={NUMBERS.includes(column.field) || undefined}
                        data-unused={column.field === null || undefined}
                        data-doubt={doubt === undefined ? undefined : true}
                        title={doubt ?? row.cells[column.index]}
                      >
                        {row.cells[column.index]}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
