import type { LabelTemplate } from '../../api/queries/labels.ts'
import { isWholeBox, pageRatio } from './sheet-geometry.ts'
import classes from './template-choice.module.css'

const SIDE = 28
/** More lines than this would be one grey area. */
const MOST_LINES = 8

function lines(number: number, length: number): number[] {
  const shown = Math.min(number, MOST_LINES)
  return Array.from({ length: shown - 1 }, (_, index) => ((index + 1) * length) / shown)
}

/** A template in small: its page with the edges of its labels. */
export function TemplateDrawing({ template }: { template: LabelTemplate }) {
  const ratio = pageRatio(template)
  const [width, height] = ratio > 1 ? [SIDE, SIDE / Math.min(ratio, 3.5)] : [SIDE * ratio, SIDE]
  const [columns, rows] = isWholeBox(template) ? [4, 6] : [template.columns, template.rows]
  return (
    <svg
      className={classes.drawing}
      width={36}
      height={32}
      viewBox={`${(width - 36) / 2} ${(height - 32) / 2} 36 32`}
      aria-hidden
    >
      <rect width={width} height={height} rx={1.5} />
      <path
        d={[
          ...lines(columns, width).map((x) => `M${x} 0v${height}`),
          ...lines(rows, height).map((y) => `M0 ${y}h${width}`),
        ].join('')}
      />
    </svg>
  )
}
