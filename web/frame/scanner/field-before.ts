import { writeInto } from '../../shared/form/write-into.ts'

interface FieldBefore {
  field: HTMLInputElement | HTMLTextAreaElement
  value: string
}

/** A field that takes text, with what is in it before a burst of keys; null for anything else. */
export function fieldBefore(target: EventTarget | null): FieldBefore | null {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    return { field: target, value: target.value }
  }
  return null
}

/** Puts a field back as it was. */
export function putBack({ field, value }: FieldBefore): void {
  writeInto(field, value)
}
