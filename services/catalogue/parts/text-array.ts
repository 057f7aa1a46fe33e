import { ArrayType } from '@mikro-orm/core'

/**
 * A `text[]` column whose elements are stored exactly as they are.
 *
 * Every element is quoted, which keeps outer blanks and the word NULL, and only the quote and the backslash are
 * escaped: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO. The ORM's own array type quotes only some
 * elements and escapes them as JSON does, which PostgreSQL reads differently.
 */
export class TextArray extends ArrayType<string> {
  override convertToDatabaseValue(value: string[] | null): string | null {
    return value && `{${value.map((element) => `"${element.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
  }
}
