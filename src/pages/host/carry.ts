/** What somebody has filled in goes along into the same form that is drawn anew, in another language. */

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isTick = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type);
const nameOf = (field: Field): string => [field.name || field.id, isTick(field) && field.value].join("|");
const fieldsOf = (form: HTMLElement) => [...form.querySelectorAll<Field>("input, select, textarea")];

/** Fills `fresh` in as `old` is, field by field, as a person would. */
export const carryOver = (old: HTMLElement, fresh: HTMLElement): void => {
  const before = new Map(fieldsOf(old).map((field) => [nameOf(field), field]));
  for (const field of fieldsOf(fresh)) {
    const was = before.get(nameOf(field));
    if (was === undefined) continue;
    if (isTick(field)) {
      if (isTick(was) && field.checked !== was.checked) field.click();
    } else if (field.value !== was.value) {
      field.value = was.value;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }
};
