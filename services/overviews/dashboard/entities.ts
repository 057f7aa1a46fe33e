import { defineEntity, p } from '@mikro-orm/core'

/** A part, a box or a day, of which the kept figures may be wrong. Triggers write it with the change. */
export const FigureMark = defineEntity({
  name: 'FigureMark',
  tableName: 'figure_marks',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    partId: p.integer().nullable(),
    boxNo: p.integer().nullable(),
    day: p.date().nullable(),
  },
  indexes: [
    {
      name: 'ix_figure_marks_day',
      expression: 'create index ix_figure_marks_day on figure_marks (day) where day is not null',
    },
  ],
})

/** What of a part is counted. */
export const PartFigures = defineEntity({
  name: 'PartFigures',
  tableName: 'part_figures',
  properties: {
    partId: p.integer().primary().autoincrement(false),
    typeId: p.integer().nullable(),
    pieces: p.bigint('number'),
    /** Whether it is stocked, with few pieces. */
    isLow: p.boolean(),
    /** Why it counts as run out; null when it does not. */
    lack: p.text().nullable(),
    /** Of one that has run out: its key, and the pieces that active kits need. */
    key: p.text().nullable(),
    needed: p.bigint('number').nullable(),
    isUndocumented: p.boolean(),
  },
  indexes: [
    {
      name: 'ix_part_figures_run_out',
      expression: 'create index ix_part_figures_run_out on part_figures ((-needed), key) where lack is not null',
    },
    {
      name: 'ix_part_figures_few',
      expression:
        'create index ix_part_figures_few on part_figures (pieces, part_id) where pieces > 0 and pieces <= 1000',
    },
    {
      name: 'ix_part_figures_undocumented',
      expression: 'create index ix_part_figures_undocumented on part_figures (part_id) where is_undocumented',
    },
  ],
  checks: [
    { name: 'ck_part_figures_lack', expression: "lack in ('needed', 'not_needed')" },
    {
      name: 'ck_part_figures_run_out',
      expression: '(lack is null) = (key is null) and (lack is null) = (needed is null)',
    },
  ],
})

/** What a box holds: which of its locations, and how many pieces in all. */
export const BoxFigures = defineEntity({
  name: 'BoxFigures',
  tableName: 'box_figures',
  properties: {
    boxNo: p.integer().primary().autoincrement(false),
    /** How many locations hold something. */
    occupied: p.bigint('number'),
    pieces: p.bigint('number').defaultRaw('0'),
    /** The numbers of these locations. */
    slots: p.array().columnType('int[]').defaultRaw("'{}'::integer[]"),
  },
})

/** Pieces that came and went on a day that is over, in UTC; moves are neither. */
export const DayFigures = defineEntity({
  name: 'DayFigures',
  tableName: 'day_figures',
  properties: { day: p.date().primary(), came: p.bigint('number'), went: p.bigint('number') },
})

/** What the ledger says of an hour, up to the moment that `InventoryFigures` has. */
export const HourFigures = defineEntity({
  name: 'HourFigures',
  tableName: 'hour_figures',
  properties: {
    hour: p.datetime().primary(),
    changes: p.bigint('number'),
    came: p.bigint('number'),
    went: p.bigint('number'),
  },
})

/** When a poll began, and its transaction: all with a larger id began to write later. */
export const FigureMoment = defineEntity({
  name: 'FigureMoment',
  tableName: 'figure_moments',
  properties: { xid: p.string().columnType('xid8').primary(), moment: p.datetime() },
})

/** How many parts have a type. */
export const TypeFigures = defineEntity({
  name: 'TypeFigures',
  tableName: 'type_figures',
  properties: { typeId: p.integer().primary().autoincrement(false), parts: p.bigint('number') },
})

/** One row: the sums of what is kept of the parts. */
export const InventoryFigures = defineEntity({
  name: 'InventoryFigures',
  tableName: 'inventory_figures',
  properties: {
    id: p.smallint().primary().autoincrement(false),
    parts: p.bigint('number').defaultRaw('0'),
    pieces: p.bigint('number').defaultRaw('0'),
    low: p.bigint('number').defaultRaw('0'),
    needed: p.bigint('number').defaultRaw('0'),
    notNeeded: p.bigint('number').defaultRaw('0'),
    undocumented: p.bigint('number').defaultRaw('0'),
    /** Up to when the hours are counted. */
    countedUntil: p.datetime().defaultRaw("'-infinity'::timestamp with time zone"),
  },
  checks: [{ name: 'ck_inventory_figures_id', expression: 'id = 1' }],
})
