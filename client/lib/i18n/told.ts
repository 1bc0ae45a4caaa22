import type { Told } from "../../../shared/sentence";

/** A sentence of a server's table in two languages: `satisfies AllOf<typeof table>` makes one that is left out an error. */
export type AllOf<Table> = Record<keyof Table, readonly [english: string, german: string]>;

/** Words what the server told, by the catalogue that holds its table's sentences. */
export const wordTold = (words: (key: never, ...values: never[]) => string, { key, values }: Told): string =>
  (words as (key: string, values: Told["values"]) => string)(key, values);
