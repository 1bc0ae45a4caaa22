/** What to call the IDs and creation times that an engine chose: `#t0:3`, `@t0:3` (see `world`). */
import type { JSONValue } from "convex/values";

/** The names of IDs and creation times, for one world on one engine. */
export class Names {
  readonly #ids = new Map<string, string[]>();
  readonly #nameOf = new Map<string, string>();
  readonly #times = new Map<string, number>();

  insert(table: string, id: string): void {
    const ids = this.#ids.get(table) ?? [];
    this.#nameOf.set(id, `#${table}:${ids.length}`);
    this.#ids.set(table, [...ids, id]);
  }

  /** Of what was inserted, wrapped around: `#t0:7` is the second of six. */
  idOf(name: string): string {
    const [table = "", number] = name.slice(1).split(":");
    const ids = this.#ids.get(table) ?? [];
    return ids[Number(number) % ids.length] ?? name;
  }

  isId(text: string): boolean {
    return this.#nameOf.has(text);
  }

  resolve(value: JSONValue): JSONValue {
    if (typeof value === "string") {
      if (/^#t\d:\d+$/.test(value)) return this.idOf(value);
      return /^@t\d:\d+$/.test(value) ? (this.#times.get(this.idOf(value)) ?? 0) : value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((element) => this.resolve(element));
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, this.resolve(field)]));
  }

  /** Notices a creation time that is not what it was. */
  tell(value: JSONValue): JSONValue {
    if (typeof value === "string") return this.#nameOf.get(value) ?? value;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((element) => this.tell(element));
    // The order of fields is no part of a value.
    const told = Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [
        key,
        key === "_creationTime" ? this.#timeOf(value._id, field) : this.tell(field),
      ]);
    return Object.fromEntries(told) as JSONValue;
  }

  #timeOf(id: JSONValue | undefined, time: JSONValue): string {
    if (typeof id !== "string" || typeof time !== "number") return "no time";
    const known = this.#times.get(id) ?? time;
    this.#times.set(id, known);
    return known === time ? "its time" : "another time";
  }
}
