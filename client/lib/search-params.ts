/** Readers of one value in an address. `null` stands for what is not there or cannot be read. */
type Text = string | null;

export const oneOf = <Value extends string>(values: readonly Value[], text: Text): Value | null =>
  values.find((value) => value === text) ?? null;

export const fitting = (pattern: RegExp, text: Text): Text =>
  text !== null && pattern.test(text) ? text : null;

/** A list with commas between. One unreadable item makes the whole list unreadable: half a filter would lie. */
export function listed<Value extends string>(text: Text, read: (item: string) => Value | null): Value[] {
  const items = text?.split(",").map(read) ?? [];
  return items.every((item) => item !== null) ? items : [];
}
