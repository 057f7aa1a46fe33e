import { wordsOf } from '../../catalogue/part-identity/words.ts'
import type { PartFields } from '../../catalogue/parts/part-service.ts'
import { marksIn } from './part-marks.ts'
import type { PartTerms } from './search-terms.ts'

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

/** What is known of a part beside its search text. */
export function termsOf(part: PartWording): PartTerms {
  const { typeName, pinCount, description, manufacturerCode, tags } = part
  return {
    typeWords: wordsOf(typeName ?? ''),
    pinCount: pinCount ?? null,
    marks: marksIn([description ?? null, ...(tags ?? [])]),
    description: description ?? '',
    manufacturer: part.manufacturer ?? null,
    package: part.package ?? null,
    number: manufacturerCode?.normalize('NFKC').trim() || null,
    otherText: wordingOf({ ...part, manufacturerCode: null }),
  }
}
