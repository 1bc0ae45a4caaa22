import type { Probe } from "./probe";

/** One fact of the contract, in its words. `run` gives a note worth reading, or throws `Differs` or `NotChecked`. */
export type Check = {
  title: string;
  /** Makes people, or a booking: done only when that is allowed. */
  writes?: true;
  run(probe: Probe): Promise<string | void>;
};

/** Checks of one part of the contract, in their order: later ones build on what earlier ones have found. */
export type Topic = { name: string; checks: readonly Check[] };

/** What became of one check. Nothing of it holds personal data: names of fields, kinds of values, codes and counts. */
export type Finding =
  | { outcome: "ok"; note?: string }
  | { outcome: "differs"; expected: string; came: string }
  | { outcome: "not_checked"; why: string };

/** The backend does something else than the contract says. */
export class Differs extends Error {
  constructor(
    readonly expected: string,
    readonly came: string,
  ) {
    super(`expected ${expected}, came ${came}`);
  }
}

/** Whether the backend does it could not be seen. */
export class NotChecked extends Error {
  constructor(readonly why: string) {
    super(why);
  }
}

/** Throws `Differs` unless it is so. `came` must not hold what stands in people's fields. */
export function demand(isSo: boolean, expected: string, came: string): asserts isSo {
  if (!isSo) throw new Differs(expected, came);
}

/** What there has to be for this check; without it nothing can be said. */
export function need<T>(thing: T | null | undefined, why: string): T {
  if (thing === null || thing === undefined) throw new NotChecked(why);
  return thing;
}

/** What the check came to. Errors of our own are thrown on. */
export async function runCheck(check: Check, probe: Probe): Promise<Finding> {
  try {
    const note = await check.run(probe);
    return { outcome: "ok", ...(note ? { note } : {}) };
  } catch (error) {
    if (error instanceof Differs) return { outcome: "differs", expected: error.expected, came: error.came };
    if (error instanceof NotChecked) return { outcome: "not_checked", why: error.why };
    throw error;
  }
}

/** An enumerated word of an answer, if it can be shown: what is no word may be about a person. */
export const shown = (value: unknown): string =>
  typeof value === "string" && /^[A-Za-z][A-Za-z0-9_.-]{0,40}$/u.test(value) ? value : kindOf(value);

/** What kind of value it is, and nothing of it. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
}
