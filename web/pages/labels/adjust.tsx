import { NumberInput } from '@mantine/core'
import { serviceUrl } from '../../api/client.ts'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import classes from './labels.module.css'
import { type Adjustment, EXACT } from './settings.ts'
import { isWholeBox, placesOf } from './sheet-geometry.ts'

/** The decimal point of the browser's locale. */
const DECIMAL = new Intl.NumberFormat().formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.'

interface AdjustProps {
  template: LabelTemplate
  start: number
  onStart: (start: number) => void
  value: Adjustment
  onChange: (value: Adjustment) => void
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

/** Where printing begins, and how far the printer is off. */
export function Adjust({ template, start, onStart, value, onChange }: AdjustProps) {
  const places = placesOf(template)
  const line = (name: keyof Adjustment, label: string, unit: string, [min, max]: readonly [number, number]) => (
    <div className={classes.line}>
      <span>{label}</span>
      <NumberInput
        aria-label={label}
        className={classes.number}
        value={value[name]}
        min={min}
        max={max}
        step={0.1}
        decimalScale={1}
        decimalSeparator={DECIMAL}
        clampBehavior="blur"
        onChange={(next) =>
          typeof next === 'number' && next >= min && next <= max && onChange({ ...value, [name]: next })
        }
      />
      <span>{unit}</span>
    </div>
  )
  return (
    <div className={classes.adjust}>
      {!isWholeBox(template) && places > 1 && (
        <div className={classes.line}>
          <span>Start at</span>
          <Stepper
            label="Start at"
            value={start}
            min={1}
            max={places}
            onChange={(place) => onStart(Math.min(place, places))}
          />
          <span>or click a label</span>
        </div>
      )}
      {line('right', 'Right by', 'mm', [-5, 5])}
      {line('down', 'Down by', 'mm', [-5, 5])}
      {line('scale', 'Scale', '%', [95, 105])}
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
