/**
 * Every key that does something by itself, by where it does it. What binds keys is typed by this table, and the sheet of
 * shortcuts is made from it, so that it tells the truth. `mod` is Cmd on a Mac and Ctrl elsewhere; "g u" is one after the other.
 */
export const shortcuts = {
  everywhere: ["mod k", "/", "?", "g o", "g u", "g w", "g r", "g c", "g a", "g i", "g s"],
  users: ["j", "k", "Enter", "x", "X", "e", "Escape"],
  person: ["e"],
  webhooks: ["j", "k", "Enter", "Escape"],
  audit: ["j", "k", "Enter", "Escape"],
} as const;

export type Place = keyof typeof shortcuts;
export type KeyOf<Where extends Place> = (typeof shortcuts)[Where][number];
