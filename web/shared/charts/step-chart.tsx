import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { token } from '../../theme/tokens.ts'
import { count, shortCount } from '../text/numbers.ts'
import classes from './charts.module.css'
import { momentFormat, timeTicks } from './time-ticks.ts'

interface StepChartProps {
  points: readonly { at: number; pieces: number }[]
  height: number
  /** The fewest pieces that should be there, if somebody has said so. */
  minimum?: number | null
  /** What screen readers say of it. */
  label: string
}

const AXIS = { fontSize: 11, fill: token('text-3') }

/** An amount that stays until it changes, from zero, with its present value at the end of the line. */
export default function StepChart({ points, height, minimum = null, label }: StepChartProps) {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const most = Math.max(...points.map(({ pieces }) => pieces))
  const { ticks, format } = timeTicks(first.at, last.at)
  const momentName = momentFormat(first.at, last.at)
  return (
    <div className={classes.chart}>
      <ResponsiveContainer width="100%" height={height}>
        <AreaChart
          data={[...points]}
          margin={{ top: 12, right: 44, bottom: 0, left: 0 }}
          aria-label={`${label}. The arrow keys left and right tell each moment`}
        >
          <CartesianGrid vertical={false} stroke={token('border')} />
          <XAxis
            dataKey="at"
            type="number"
            scale="time"
            domain={[first.at, last.at]}
            ticks={ticks}
            tickFormatter={format}
            tick={AXIS}
            tickLine={false}
            axisLine={false}
          />
          <YAxis
            width={36}
            allowDecimals={false}
            tickCount={4}
            tickFormatter={shortCount}
            tick={AXIS}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: token('text-3'), strokeDasharray: '2 3' }}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload
              if (!active || typeof point?.at !== 'number') return null
              return (
                <output className={classes.tooltip}>
                  {momentName(point.at)}: <b>{count(Number(point.pieces))}</b>
                </output>
              )
            }}
          />
          <Area
            dataKey="pieces"
            type="stepAfter"
            isAnimationActive={false}
            stroke={token('accent')}
            strokeWidth={2}
            fill={token('accent')}
            fillOpacity={0.12}
            dot={false}
            activeDot={{ r: 4, fill: token('surface'), stroke: token('accent'), strokeWidth: 2 }}
          />
          {minimum !== null && minimum > 0 && (
            <ReferenceLine
              y={minimum}
              ifOverflow="extendDomain"
              stroke={token('warn')}
              strokeDasharray="4 3"
              label={{
                value: `minimum ${count(minimum)}`,
                // Above the line, or below it where that is at the top.
                position: minimum * 2 > most ? 'insideTopLeft' : 'insideBottomLeft',
                fontSize: 11,
                fill: token('warn'),
              }}
            />
          )}
          <ReferenceDot
            x={last.at}
            y={last.pieces}
            r={4}
            fill={token('accent')}
            stroke="none"
            label={{
              value: shortCount(last.pieces),
              position: 'right',
              fontSize: 12,
              fontWeight: 600,
              fill: token('text'),
            }}
          />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  )
}
