/**
 * Full-text search in order of relevance: documents with every word, then those where the last word is a prefix, then
 * those with any of the words; the newest first within each. Candidates are read only as far as they are asked for, and
 * never beyond Convex's bound.
 */
import type { SearchIndex, Table } from "./catalog";
import { readDocumentAt, type Environment } from "./documents";
import { limits } from "./limits";
import type { RowSource, ScannedRow } from "./scan";
import { MOST } from "./statements";
import { fusedPrefix, wordsOf } from "./terms";
import { kindOf, type Json } from "./values";

export type SearchFilter =
  { type: "Search"; fieldPath: string; value: string } | { type: "Eq"; fieldPath: string; value: Json };

/** The FTS5 expressions to try, one after the other. */
function expressionsFor(table: Table, index: SearchIndex, filters: readonly SearchFilter[]): string[] {
  const refuse = (why: string) => new Error(`Search query against ${table.name}.${index.name} ${why}`);
  const [search, another] = filters.filter((filter) => filter.type === "Search");
  const equalities = filters.filter((filter) => filter.type === "Eq");
  const { searchField } = index;
  if (search === undefined) {
    throw refuse(
      "does not contain any search filters. You must include a search filter like " +
        `\`q.search("${searchField}", searchText)\`.`,
    );
  }
  if (search.fieldPath !== searchField) {
    throw refuse(
      `contains a search filter against "${search.fieldPath}", which doesn't match the indexed \`searchField\` ` +
        `"${searchField}".`,
    );
  }
  if (another !== undefined) {
    throw refuse(`contains multiple search filters against "${searchField}". Only one is allowed.`);
  }
  const prefixes = equalities.map(({ fieldPath, value }) => {
    const field = index.filterFields.indexOf(fieldPath);
    if (field < 0) {
      throw refuse(
        `contains an equality filter on "${fieldPath}" but that field isn't indexed for filtering in \`filterFields\`.`,
      );
    }
    return fusedPrefix(field, kindOf(value) === "undefined" ? undefined : value);
  });
  if (prefixes.length > limits.searchFilters) {
    throw refuse(`has too many filter conditions. Max: ${limits.searchFilters} Actual: ${prefixes.length}`);
  }
  const words = wordsOf(search.value).slice(0, limits.searchTerms);
  const last = words.at(-1);
  return last === undefined ? [] : tiers(words, last, prefixes.length === 0 ? [""] : prefixes);
}

function tiers(words: string[], last: string, prefixes: string[]): string[] {
  // A word counts only where all filters hold: the document then has it fused with each of them.
  const term = (word: string, star = "") =>
    `(${prefixes.map((prefix) => `"${prefix}${word}"${star}`).join(" AND ")})`;
  const but = words.slice(0, -1).map((word) => term(word));
  const all = [...but, term(last)].join(" AND ");
  const allWithPrefix = [...but, term(last, " *")].join(" AND ");
  if (words.length === 1) return [all, allWithPrefix];
  return [all, allWithPrefix, [...but, term(last, " *")].join(" OR ")];
}

export class SearchScan implements RowSource {
  readonly #tiers: string[];
  readonly #seen = new Set<number>();
  #found: number[] = [];
  #at = 0;

  constructor(
    readonly env: Environment,
    readonly table: Table,
    readonly index: SearchIndex,
    filters: readonly SearchFilter[],
    readonly expected: number = limits.searchResults + 1,
  ) {
    this.#tiers = expressionsFor(table, index, filters);
  }

  next(): ScannedRow | null {
    if (this.#at === limits.searchResults) {
      throw new Error(
        `Search query scanned too many documents (fetched ${limits.searchResults}). Consider using a smaller limit, ` +
          "paginating the query, or using a filter field to limit the number of documents pulled from the search index.",
      );
    }
    if (this.#at === this.#found.length) this.#read();
    const pk = this.#found[this.#at];
    if (pk === undefined) return null;
    this.#at += 1;
    return { position: { key: "", pk: this.#at }, content: readDocumentAt(this.env, this.table, pk) };
  }

  /** Goes through further tiers until there is something new. */
  #read(): void {
    this.env.texts.write(this.env.db);
    while (this.#at === this.#found.length && this.#tiers.length > 0) {
      const expression = this.#tiers[0]!;
      // What was seen may come again, so ask for as many more.
      const wanted = Math.min(this.expected, limits.searchResults + 1) + this.#seen.size;
      const pks = this.#ask(expression, wanted);
      const fresh = pks.filter((pk) => !this.#seen.has(pk));
      for (const pk of fresh) this.#seen.add(pk);
      this.#found.push(...fresh);
      if (pks.length < wanted) this.#tiers.shift();
    }
  }

  /** All in one row: a thousand rows take the driver longer than the search. */
  #ask(expression: string, wanted: number): number[] {
    const { sql } = this.index;
    const row = this.env.db
      .sql(
        "SELECT json_group_array(pk) AS pks " +
          `FROM (SELECT rowid AS pk FROM ${sql} WHERE ${sql} MATCH ? ORDER BY rowid DESC ${MOST})`,
      )
      .get(expression, wanted);
    // SQLite does not promise in which order it groups.
    return (JSON.parse(row!.pks as string) as number[]).sort((one, other) => other - one);
  }
}
