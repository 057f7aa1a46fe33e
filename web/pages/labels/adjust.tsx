import { NumberInput } from '@mantine/core'
import { serviceUrl } from '../../api/client.ts'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import classes from './labels.module.css'
import { LIMITS, type PrintNumbers, type Wrong } from './limits.ts'
import { type Adjustment, EXACT } from './settings.ts'
import { isWholeBox, placesOf } from './sheet-geometry.ts'

/** The decimal point of the browser's locale. */
const DECIMAL = new Intl.NumberFormat().formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.'

interface AdjustProps {
  template: LabelTemplate
  /** As they stand in the fields. */
  numbers: PrintNumbers
  wrong: Wrong
  /** What is kept, and printed with. */
  value: Adjustment
  onChange: (name: keyof PrintNumbers, value: number) => void
}

/** The page with rulers; with numbers, to see whether they are right. */
function rulerUrl(template: string, numbers: Adjustment): string {
  const { right, down, scale } = numbers
  const query = new URLSearchParams({ template })
  if (right !== EXACT.right) query.set('offset_x_mm', String(right))
  if (down !== EXACT.down) query.set('offset_y_mm', String(down))
  if (scale !== EXACT.scale) query.set('scale', String(scale / 100))
  return serviceUrl(`/api/labels/calibration?${query}`)
}

/** What is wrong with the number in the line above. */
function Why({ id, text }: { id: string; text: string | undefined }) {
  return text === undefined ? null : (
    <p id={id} className={classes.wrong} role="alert">
      {text}
    </p>
  )
}

/** Where printing begins, and how far the printer is off. */
export function Adjust({ template, numbers, wrong, value, onChange }: AdjustProps) {
  const places = placesOf(template)
  const line = (name: keyof Adjustment) => {
    const { label, unit, min, max } = LIMITS[name]
    return (
      <div key={name}>
        <div className={classes.line}>
          <span>{label}</span>
          <NumberInput
            aria-label={label}
            aria-describedby={`limits-${name}`}
            className={classes.number}
            value={numbers[name]}
            min={min}
            max={max}
            step={0.1}
            decimalScale={1}
            decimalSeparator={DECIMAL}
            clampBehavior="none"
            error={wrong[name] !== undefined}
            onChange={(next) => typeof next === 'number' && onChange(name, next)}
          />
          <span id={wrong[name] === undefined ? `limits-${name}` : undefined}>
            {unit}, {min} to {max}
          </span>
        </div>
        <Why id={`limits-${name}`} text={wrong[name]} />
      </div>
    )
  }
  return (
    <div className={classes.adjust}>
      {!isWholeBox(template) && places > 1 && (
        <div>
          <div className={classes.line}>
            <span>Start at</span>
            <Stepper
              label="Start at"
              value={numbers.start}
              min={1}
              max={places}
              onChange={(place) => onChange('start', place)}
            />
            <span>or click a label</span>
          </div>
          <Why id="limits-start" text={wrong.start} />
        </div>
      )}
      {line('right')}
      {line('down')}
      {line('scale')}
      <p className={classes.hint}>
        Kept for this browser.{' '}
        <a href={rulerUrl(template.id, EXACT)} target="_blank" rel="noreferrer">
          Print the ruler page
        </a>{' '}
        to read off these numbers
        {rulerUrl(template.id, value) !== rulerUrl(template.id, EXACT) && (
          <>
            , and{' '}
            <a href={rulerUrl(template.id, value)} target="_blank" rel="noreferrer">
              once more with them
            </a>{' '}
            to see whether they are right
          </>
        )}
        .
      </p>
    </div>
  )
}
