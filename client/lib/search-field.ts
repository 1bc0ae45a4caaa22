/** The search field of the screen, for the key that leads to it from everywhere. */
let field: HTMLInputElement | null = null;
let wanted = false;

/** Told by the field itself, as its ref. One that comes after it was asked for takes the focus. */
export function searchField(input: HTMLInputElement) {
  field = input;
  if (wanted) input.select();
  wanted = false;
  return () => {
    if (field === input) field = null;
  };
}

/** Goes to the search field; `false` when the screen has none, and then to the next one that comes. */
export function goToSearch(): boolean {
  wanted = field === null;
  field?.select();
  return field !== null;
}
