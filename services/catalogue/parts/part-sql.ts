import { coverUrlSql } from '../../documents/documents/cover-sql.ts'

/** Columns that the detail and the list of parts `p` share. */
export const PART_COLUMNS = `
  p.id, p.key, p.manufacturer_code, p.type_id, p.description, p.tags, p.manufacturer, p.package, p.pin_count, p.pin_pitch,
  p.voltage_rating, p.input_voltage, p.output_voltage, p.mounting_type, p.series, p.dimensions,
  iso_utc(p.created_at) as created_at, iso_utc(p.updated_at) as updated_at,
  coalesce((select sum(stock.qty) from part_locations stock where stock.part_id = p.id), 0) as total_quantity,
  ${coverUrlSql('p.attachment_set_id')} as cover_url`
