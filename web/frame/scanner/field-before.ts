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

/** Puts a field back as it was, in a way that its component notices. */
export function putBack({ field, value }: FieldBefore): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
