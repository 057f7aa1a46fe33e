/** The fields that describe a part, as files of this service name and order them. */
export const DESCRIBING_FIELDS = [
  'description',
  'manufacturer',
  'manufacturer_code',
  'package',
  'pin_count',
  'pin_pitch',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'series',
  'dimensions',
] as const
