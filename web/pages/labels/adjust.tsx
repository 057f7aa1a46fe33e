import { serviceUrl } from '../../api/client.ts'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { numberText } from '../../shared/form/number-range.ts'
import { Stepper } from '../../shared/form/stepper.tsx'
import classes from './labels.module.css'
import { type PrintNumbers, printRanges, printRangeText } from './limits.ts'
import { type Adjustment, EXACT } from './settings.ts'
import { isWholeBox, placesOf } from './sheet-geometry.ts'
import type { PrintNumberFields } from './use-print-numbers.ts'

interface AdjustProps {
  template: LabelTemplate
  fields: PrintNumberFields
  /** What is printed with. */
  value: Adjustment
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

function Line({
  name,
  template,
  fields,
}: {
  name: keyof PrintNumbers
  template: LabelTemplate
  fields: PrintNumberFields
}) {
  const { numbers, type, keep } = fields
  const { min, max, decimals, unit } = printRanges(template)[name]
  const { label, limits } = printRangeText(name, template)
  const isWrong = numbers[name] === null
  const id = `limits-${name}`
  return (
    <div>
      <div className={classes.line}>
        <span>{label}</span>
        <Stepper
          label={label}
          describedBy={id}
          value={numbers[name]}
          min={min}
          max={max}
          {...(decimals !== undefined && { decimals })}
          onChange={(value) => type(name, value)}
          onKeep={(value) => keep(name, value)}
        />
        <span id={isWrong ? undefined : id}>
          {unit === undefined ? 'or click one' : `${unit}, ${numberText(min)} to ${numberText(max)}`}
        </span>
      </div>
      {isWrong && (
        <p id={id} className={classes.wrong} role="alert">
          {limits}
        </p>
      )}
    </div>
  )
}

/** Where printing begins, and how far the printer is off. */
export function Adjust({ template, fields, value }: AdjustProps) {
  const line = { template, fields }
  return (
    <div className={classes.adjust}>
      {!isWholeBox(template) && placesOf(template) > 1 && <Line name="start" {...line} />}
      <Line name="right" {...line} />
      <Line name="down" {...line} />
      <Line name="scale" {...line} />
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
