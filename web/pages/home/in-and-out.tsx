import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Schemas } from '../../api/client.ts'
import chart from '../../shared/charts/charts.module.css'
import { count, shortCount } from '../../shared/text/numbers.ts'
import { token } from '../../theme/tokens.ts'
import classes from './home.module.css'

const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const AXIS = { fontSize: 11, fill: token('text-3') }

function dayName(day: string): string {
  return DAY.format(Date.parse(day))
}

interface InAndOutProps {
  days: readonly Schemas['DayMovement'][]
  height: number
}

/** Pieces that came and went by day: in above the line, out below it, on one scale. */
export default function InAndOut({ days, height }: InAndOutProps) {
  const rows = days.map(({ day, pieces_in, pieces_out }) => ({ day, in: pieces_in, out: -pieces_out }))
  const sum = (of: 'pieces_in' | 'pieces_out') => count(days.reduce((total, day) => total + day[of], 0))
  const firsts = days.filter(({ day }) => day.endsWith('-01')).map(({ day }) => day)
  const label = `${sum('pieces_in')} pieces came and ${sum('pieces_out')} went in ${days.length} days`
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Pieces in and out</h2>
        <span>
          <i data-tone="in" /> In {sum('pieces_in')}
          <i data-tone="out" /> Out {sum('pieces_out')} <em>{days.length} days</em>
        </span>
      </div>
      <div className={chart.chart}>
        <ResponsiveContainer width="100%" height={height}>
          <BarChart
            data={rows}
            stackOffset="sign"
            margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="20%"
            aria-label={`${label}. The arrow keys left and right tell each day`}
          >
            <CartesianGrid vertical={false} stroke={token('border')} />
            <XAxis dataKey="day" ticks={firsts} tickFormatter={dayName} tick={AXIS} tickLine={false} axisLine={false} />
            <YAxis
              width={46}
              tickCount={5}
              tickFormatter={(value: number) => shortCount(Math.abs(value))}
              tick={AXIS}
              tickLine={false}
              axisLine={false}
            />
            <ReferenceLine y={0} stroke={token('border-2')} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: token('hover') }}
              content={({ active, payload }) => {
                const row = payload?.[0]?.payload
                if (!active || row === undefined) return null
                return (
                  <output className={chart.tooltip}>
                    <b>{dayName(String(row.day))}</b> {count(Number(row.in))} in, {count(-Number(row.out))} out
                  </output>
                )
              }}
            />
            <Bar dataKey="in" stackId="moved" fill={token('accent')} radius={[1, 1, 0, 0]} isAnimationActive={false} />
            <Bar dataKey="out" stackId="moved" fill={token('copper')} radius={[1, 1, 0, 0]} isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </section>
  )
}
