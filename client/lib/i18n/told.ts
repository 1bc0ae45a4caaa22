import type { SentenceValues, Told } from "../../../shared/sentence";

/** A sentence of a server's table in two languages: `satisfies AllOf<typeof table>` makes one that is left out an error. */
export type AllOf<Table> = Record<keyof Table, readonly [english: string, german: string]>;

/** How to word what fills a hole, where that is a sentence or a name of the server's too. */
export type Inner = Partial<Record<string, (value: string) => string>>;

/** Words what the server told, by the catalogue that holds its table's sentences. */
export function wordTold(
  words: (key: never, ...values: never[]) => string,
  { key, values }: Told,
  inner: Inner = {},
): string {
  const worded = Object.entries(values).map(([name, value]) => [name, inner[name]?.(String(value)) ?? value]);
  return (words as (key: string, values: SentenceValues) => string)(key, Object.fromEntries(worded));
}
