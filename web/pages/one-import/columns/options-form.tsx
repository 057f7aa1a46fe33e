import { Checkbox, NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Import } from '../../../api/queries/imports.ts'
import classes from './columns.module.css'
import type { ChoiceProps } from './kind-menu.tsx'
import { OPTION_LINES, type OptionLine } from './option-lines.ts'
import { OptionPlace } from './option-place.tsx'
import { OptionKit, OptionList, OptionSeller } from './option-target.tsx'
import { OptionText } from './option-text.tsx'

interface FieldProps {
  line: OptionLine
  one: Import
  disabled: boolean
  onOptions: (options: Import['options']) => void
}

/** Why a text is none of this form; null when it is. */
function wrongText(form: 'text' | 'number' | 'currency' | 'day', text: string): string | null {
  if (form === 'number') return /^[1-9]\d{0,5}$/.test(text) ? null : 'A whole number from 1'
  if (form === 'currency') return /^[A-Za-z]{3}$/.test(text) ? null : 'Three letters, such as EUR'
  return null
}

function optionOf(form: 'text' | 'number' | 'currency' | 'day', text: string): string | number | null {
  if (text === '') return null
  if (form === 'number') return Number(text)
  return form === 'currency' ? text.toUpperCase() : text
}

function Field({ line, one, disabled, onOptions }: FieldProps) {
  const { options } = one
  const shared = { one, disabled, onOptions }
  switch (line.form) {
    case 'kit':
      return <OptionKit {...shared} label={line.label} />
    case 'list':
      return <OptionList {...shared} label={line.label} receives={receives(one)} />
    case 'seller':
      return <OptionSeller {...shared} label={line.label} />
    case 'place':
      return (
        <OptionPlace
          label={line.label}
          words={line.words}
          value={options.place}
          disabled={disabled}
          save={(place) => onOptions({ place })}
        />
      )
    case 'check':
      return null
    case 'choice':
      return (
        <NativeSelect
          size="xs"
          aria-label={line.label}
          disabled={disabled}
          value={String(options[line.name] ?? line.values[0]?.[0])}
          onChange={({ currentTarget }) => onOptions({ [line.name]: currentTarget.value })}
        >
          {line.values.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </NativeSelect>
      )
    default:
      return (
        <OptionText
          label={line.label}
          value={String(options[line.name] ?? line.otherwise ?? '')}
          type={line.form === 'day' ? 'date' : 'text'}
          inputMode={line.form === 'number' ? 'numeric' : 'text'}
          placeholder={line.placeholder ?? 'as in the file'}
          disabled={disabled}
          wrongText={(text) => wrongText(line.form, text)}
          save={(text) => onOptions({ [line.name]: optionOf(line.form, text) ?? line.otherwise ?? null })}
        />
      )
  }
}

/** Whether the pieces of an order go into stock. */
function receives({ kind, options }: Import): boolean {
  return options.target === 'receive' || (options.target === undefined && kind === 'order')
}

/** Whether an option means something beside the others. */
function applies(line: OptionLine, one: Import): boolean {
  if (one.kind !== 'order' && one.kind !== 'cart') return true
  const stockOnly = line.form === 'place' || ('name' in line && line.name === 'only_shipped')
  return !stockOnly || receives(one)
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <span>{name}</span>
      <div className={classes.lineFields}>{children}</div>
    </div>
  )
}

/** What the rows will do. */
export function OptionsForm({ one, onChange, disabled }: ChoiceProps) {
  if (one.kind === null) return null
  const onOptions = (options: Import['options']) => onChange({ options })
  const lines = OPTION_LINES[one.kind].filter((line) => applies(line, one))
  return (
    <section className={classes.options} aria-labelledby="what-it-does">
      <h2 id="what-it-does" className={classes.label}>
        What the rows do
      </h2>
      {lines.map((line) =>
        line.form === 'check' ? (
          <Checkbox
            key={line.name}
            className={classes.check}
            label={line.label}
            disabled={disabled}
            checked={typeof one.options[line.name] === 'boolean' ? one.options[line.name] === true : line.otherwise}
            onChange={({ currentTarget }) => onOptions({ [line.name]: currentTarget.checked })}
          />
        ) : (
          <Line key={line.label} name={line.label}>
            {/* Another file, or another kind, begins with its own texts. */}
            <Field key={one.kind} line={line} one={one} disabled={disabled} onOptions={onOptions} />
          </Line>
        ),
      )}
    </section>
  )
}
