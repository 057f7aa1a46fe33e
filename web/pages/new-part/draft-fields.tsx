import { useId } from 'react'
import { ProposedValue } from './analysis/proposed.tsx'
import type { Draft } from './draft.ts'
import classes from './new-part.module.css'

const FIELDS: readonly (readonly [field: keyof Draft, label: string, example: string])[] = [
  ['description', 'Description', 'Step-down converter 3 A, 28 V in, SOIC-8'],
  ['type', 'Type', 'Step-down converter'],
  ['manufacturer', 'Maker', 'Texas Instruments'],
  ['package', 'Package', 'SOIC-8'],
  ['mounting_type', 'Mounting', 'Surface mount'],
  ['voltage_rating', 'Rating', '50 V'],
  ['input_voltage', 'Input', '3.5 to 28 V'],
  ['output_voltage', 'Output', '0.8 to 25 V'],
  ['pin_count', 'Pins', '8'],
  ['pin_pitch', 'Pin pitch', '1.27 mm'],
  ['dimensions', 'Size', '4.9 × 3.9 × 1.75 mm'],
  ['series', 'Series', 'TPS54331'],
  ['tags', 'Tags', 'buck, 570 kHz'],
  ['product_page', 'Product page', 'https://'],
]

interface DraftFieldsProps {
  draft: Draft
  onChange: (draft: Draft) => void
  types: readonly string[]
  /** Whether the type that is typed is not there yet. */
  newType: boolean
  /** Messages of the service by field. */
  wrong: Readonly<Record<string, string>>
  /** Texts that an analysis proposes. */
  proposed: Partial<Draft>
  onRefuse: (field: keyof Draft) => void
}

/** The fields of a part, each with an example. */
export function DraftFields(props: DraftFieldsProps) {
  const { draft, onChange, types, newType, wrong, proposed, onRefuse } = props
  const id = useId()
  return (
    <div>
      {FIELDS.map(([field, label, example]) => (
        <div
          key={field}
          className={classes.field}
          data-wrong={field in wrong || undefined}
          data-proposed={(proposed[field] !== undefined && draft[field] === '') || undefined}
        >
          <label htmlFor={`${id}${field}`}>{label}</label>
          <input
            id={`${id}${field}`}
            placeholder={example}
            autoComplete="off"
            list={field === 'type' ? `${id}types` : undefined}
            value={draft[field]}
            aria-invalid={field in wrong}
            aria-required={field === 'description'}
            onChange={({ target }) => onChange({ ...draft, [field]: target.value })}
          />
          {field in wrong && (
            <span className={classes.wrong} role="alert">
              {wrong[field]}
            </span>
          )}
          {field === 'type' && newType && <span className={classes.note}>A new type, made with the part</span>}
          {proposed[field] !== undefined && (
            <ProposedValue
              label={label}
              value={proposed[field]}
              onAccept={() => onChange({ ...draft, [field]: proposed[field] })}
              onRefuse={() => onRefuse(field)}
            />
          )}
        </div>
      ))}
      <datalist id={`${id}types`}>
        {types.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  )
}
