import { useNavigate, useSearchParams } from "react-router";
import { z } from "zod";

// What an address may say of a screen. Anything in it that cannot be read counts as not said.
/** Values with commas between; one of them that cannot be read makes the list unreadable. */
export const listOf = <Value extends string>(item: z.ZodType<Value, string>, most = 1_000) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(item).max(most))
    .catch([]);
export const textUpTo = (longest: number) => z.string().max(longest).catch("");
export const idUpTo = (longest: number) => z.string().min(1).max(longest).nullable().catch(null);
/** ISO 8601 in UTC, so that an address means the same moment to everybody. */
export const moment = z.iso.datetime().nullable().catch(null);

type Change<Search> = (changes: Partial<Search>, options?: { replace?: boolean }) => void;

/** What the screen at `path` shows, kept in its address. */
export function addressSearch<Search extends object>(
  path: string,
  schema: z.ZodType<Search> & { shape: object },
) {
  const keys = Object.keys(schema.shape);
  const parse = (params: URLSearchParams): Search =>
    schema.parse(Object.fromEntries(keys.map((key) => [key, params.get(key)])));
  const byDefault = Object.entries(parse(new URLSearchParams()));

  /** `params` with the changes in it; what is as by default is left out of the address. */
  function write(params: URLSearchParams, changes: Partial<Search>): URLSearchParams {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) {
      const text = textOf(value);
      if (byDefault.some(([other, usual]) => other === key && textOf(usual) === text)) next.delete(key);
      else next.set(key, text);
    }
    return next;
  }

  function useSearch(): [Search, Change<Search>, URLSearchParams] {
    const [params] = useSearchParams();
    const navigate = useNavigate();
    const change: Change<Search> = (changes, options) => {
      // What was rendered last may be behind the address: a pressed facet and a typed word would undo each other.
      const current = new URLSearchParams(window.location.search);
      void navigate({ search: write(current, changes).toString() }, options);
    };
    return [parse(params), change, params];
  }

  /** The address of the screen narrowed to this. */
  const addressOf = (search: Partial<Search>) => `${path}?${write(new URLSearchParams(), search)}`;
  return { parse, write, addressOf, useSearch };
}

const textOf = (value: unknown) => (Array.isArray(value) ? value.join(",") : String(value ?? ""));
