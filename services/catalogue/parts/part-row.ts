import { bigint, int, nullable, text, texts } from '../../../plugins/database/statement.ts'

/** What `PART_DATA` answers. */
export const PART_DATA_ROW = {
  package: nullable(text()),
  pin_count: nullable(int),
  pin_pitch: nullable(text()),
  voltage_rating: nullable(text()),
  input_voltage: nullable(text()),
  output_voltage: nullable(text()),
  mounting_type: nullable(text()),
  series: nullable(text()),
  dimensions: nullable(text()),
}

/** What `PART_COLUMNS` answer. */
export const PART_ROW = {
  id: int,
  key: text(),
  manufacturer_code: nullable(text()),
  type_id: nullable(int),
  description: text(),
  tags: nullable(texts),
  manufacturer: nullable(text()),
  ...PART_DATA_ROW,
  minimum_quantity: nullable(int),
  created_at: text(),
  updated_at: text(),
  total_quantity: bigint,
  cover_url: nullable(text()),
}
