import { Button, NativeSelect } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { Import, ImportChange } from '../../../api/queries/imports.ts'
import { plural } from '../../../shared/text/numbers.ts'
import classes from './columns.module.css'
import { HeaderRow } from './header-row.tsx'
import type { ChoiceProps } from './kind-menu.tsx'

type Encoding = NonNullable<ImportChange['encoding']>
type Delimiter = NonNullable<ImportChange['delimiter']>

const ENCODINGS: readonly (readonly [Encoding, string])[] = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['gb18030', 'GB 18030'],
  ['shift_jis', 'Shift JIS'],
]
const DELIMITERS: readonly (readonly [Delimiter, string])[] = [
  [',', 'Comma'],
  [';', 'Semicolon'],
  ['\t', 'Tab'],
  ['|', 'Bar'],
]
const DECIMALS: readonly (readonly ['.' | ',', string])[] = [
  ['.', 'Point: 2.18'],
  [',', 'Comma: 2,18'],
]
const REASONS = {
  preamble: 'above the table',
  blank: 'empty',
  footer: 'sum or postage',
  section: 'heading',
  repeated_header: 'header again',
  repeated_table: 'table again',
  comment: 'comment',
} as const
const MOST_SKIPPED = 50

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <span>{name}</span>
      {children}
    </div>
  )
}

interface ChoiceOfProps<T extends string> {
  name: string
  values: readonly (readonly [T, string])[]
  value: string | null
  disabled: boolean
  onChange: (value: T) => void
}

function ChoiceOf<T extends string>({ name, values, value, disabled, onChange }: ChoiceOfProps<T>) {
  return (
    <Line name={name}>
      <NativeSelect
        size="xs"
        aria-label={name}
        disabled={disabled}
        value={value ?? ''}
        onChange={({ currentTarget }) => {
          const chosen = values.find(([each]) => each === currentTarget.value)
          if (chosen !== undefined) onChange(chosen[0])
        }}
      >
        {!values.some(([each]) => each === value) && <option value="">As it looks</option>}
        {values.map(([each, label]) => (
          <option key={each} value={each}>
            {label}
          </option>
        ))}
      </NativeSelect>
    </Line>
  )
}

function Skipped({ detected }: { detected: NonNullable<Import['detected']> }) {
  const [opened, { toggle }] = useDisclosure(false)
  const { skipped } = detected
  if (skipped.length === 0) return null
  return (
    <>
      <Line name="Left out">
        <span className={classes.lineEnd}>
          {plural(skipped.length, 'line', 'lines')}
          <Button size="xs" variant="subtle" aria-expanded={opened} onClick={toggle}>
            {opened ? 'Hide' : 'Show'}
          </Button>
        </span>
      </Line>
      {opened && (
        <ul className={classes.skipped}>
          {skipped.slice(0, MOST_SKIPPED).map(({ row_no, reason }) => (
            <li key={row_no}>
              <span className="num">{row_no}</span> {REASONS[reason]}
            </li>
          ))}
          {skipped.length > MOST_SKIPPED && <li>and {plural(skipped.length - MOST_SKIPPED, 'more', 'more')}</li>}
        </ul>
      )}
    </>
  )
}

/** How the file was read; each of it can be set right. */
export function Reading({ one, onChange, disabled }: ChoiceProps) {
  const { detected } = one
  const isText = detected === null || detected.format === 'csv' || detected.format === 'text'
  const sheets = detected?.sheets ?? []
  return (
    <div className={classes.reading}>
      <ChoiceOf
        name="Decimals"
        values={DECIMALS}
        value={detected?.decimal ?? null}
        disabled={disabled}
        onChange={(decimal) => onChange({ decimal })}
      />
      {isText && (
        <>
          <ChoiceOf
            name="Characters"
            values={ENCODINGS}
            value={detected?.encoding ?? null}
            disabled={disabled}
            onChange={(encoding) => onChange({ encoding })}
          />
          <ChoiceOf
            name="Separator"
            values={DELIMITERS}
            value={detected?.delimiter ?? null}
            disabled={disabled}
            onChange={(delimiter) => onChange({ delimiter })}
          />
        </>
      )}
      {sheets.length > 1 && (
        <ChoiceOf
          name="Sheet"
          values={sheets.map(({ name, rows }) => [name, `${name}, ${plural(rows, 'row', 'rows')}`] as const)}
          value={detected?.sheet ?? null}
          disabled={disabled}
          onChange={(sheet) => onChange({ sheet })}
        />
      )}
      {detected?.format !== 'json' && (
        <Line name="Header in line">
          <HeaderRow
            value={detected?.header_row ?? null}
            disabled={disabled}
            onChange={(header_row) => onChange({ header_row })}
          />
        </Line>
      )}
      {detected !== null && <Skipped detected={detected} />}
    </div>
  )
}
