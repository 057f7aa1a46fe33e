import { defineEntity, p } from '@mikro-orm/core'
import { identity } from '../../entity-columns.ts'
import { Box } from '../boxes/entities.ts'
import type { CountingReport } from './schemas.ts'

/** One person's way through a box, counting pile after pile. */
export const CountingRound = defineEntity({
  name: 'CountingRound',
  tableName: 'counting_rounds',
  properties: {
    id: identity(),
    boxId: () =>
      p
        .manyToOne(Box)
        .mapToPk()
        .fieldName('box_id')
        .deleteRule('cascade')
        .foreignKeyName('fk_counting_rounds_box')
        .index('ix_counting_rounds_box'),
    startedAt: p.datetime().defaultRaw('now()'),
    finishedAt: p.datetime().nullable(),
    /** What it has found, once it is finished. */
    report: p.json<CountingReport>().nullable(),
  },
  uniques: [
    {
      name: 'uq_counting_rounds_open',
      expression: 'create unique index uq_counting_rounds_open on counting_rounds (box_id) where finished_at is null',
    },
  ],
})

/** A pile that was counted in a round. */
export const CountingRoundLine = defineEntity({
  name: 'CountingRoundLine',
  tableName: 'counting_round_lines',
  properties: {
    roundId: () =>
      p
        .manyToOne(CountingRound)
        .mapToPk()
        .primary()
        .fieldName('round_id')
        .deleteRule('cascade')
        .updateRule('no action')
        .foreignKeyName('fk_counting_round_lines_round'),
    /** Also of a part that was deleted since: what was counted is kept. */
    partId: p.integer().primary(),
    locNo: p.integer().primary(),
    countedQty: p.integer(),
    difference: p.bigint('number'),
    countedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  checks: [{ name: 'ck_counting_round_lines_counted_qty', expression: 'counted_qty >= 0' }],
})
