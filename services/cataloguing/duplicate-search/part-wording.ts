import type { PartFields } from '../../catalogue/parts/part-service.ts'

/** The texts of a part, whether it is stored or not. */
export interface PartWording extends PartFields {
  typeName: string | null
}

/** A search text for a part: the texts that distinguish parts come first. */
export function wordingOf(part: PartWording): string {
  const words = [
    part.manufacturer,
    part.manufacturerCode,
    part.typeName,
    part.description,
    part.series,
    part.package,
    part.voltageRating,
    typeof part.pinCount === 'number' ? `${part.pinCount} pins` : null,
    part.pinPitch,
    part.mountingType,
    ...(part.tags ?? []),
  ]
  return words.filter((word) => typeof word === 'string' && word.trim() !== '').join(' ')
}
