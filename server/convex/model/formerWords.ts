import { phoneWords } from "../../../shared/search-phone";
import { searchedWords } from "../../../shared/mentions";
import type { WholePerson } from "./wholePerson";

/** What somebody was called, or reached by, before: found on the way, and looked for from then on. */
export const learntFields = ["email", "phone", "firstName", "lastName"] as const;
export type Learnt =
  | { field: (typeof learntFields)[number]; value: string }
  /** First and last name in one. */
  | { wholeName: string }
  /** What is told of elsewhere by words that name them: a run, a replay or a sweep. */
  | { told: string };

type Changes = ReadonlyArray<{ field: string; before: string | null; after: string | null }>;
type Former = NonNullable<WholePerson["former"]>;

/** Words of former days by which the person is looked for: no more than a document should hold. */
const MOST_WORDS = 400;
/** First and last names of one person, each with each: more would be dirty data. */
const MOST_NAMES = 10;
const MOST_TOLD = 500;

/** What the changes of somebody's fields tell of former days. */
export const learntFrom = (changes: Changes): Learnt[] =>
  changes.flatMap(({ field, before, after }) => {
    const known = learntFields.find((one) => one === field);
    return known ? [before, after].flatMap((value) => (value ? [{ field: known, value }] : [])) : [];
  });

/** What values of their own tell, as a webhook brings them. */
export const learntOf = (values: Partial<Record<(typeof learntFields)[number], unknown>>): Learnt[] =>
  learntFields.flatMap((field) => {
    const value = values[field];
    return typeof value === "string" && value ? [{ field, value }] : [];
  });

/** The same person as they are known by then, and whether they are looked for by more words. */
export function withLearnt(
  person: WholePerson,
  learnt: readonly Learnt[],
): { person: WholePerson; isMore: boolean } {
  const former = formerWith(person.former ?? nothing, learnt);
  const words = searchedWords([...person.words, ...learnt.flatMap(wordsOf), ...wholeNames(former)]).slice(
    0,
    MOST_WORDS,
  );
  return { person: { ...person, former, words }, isMore: words.length > person.words.length };
}

const nothing: Former = { firstNames: [], lastNames: [], told: [] };

function formerWith({ firstNames, lastNames, told }: Former, learnt: readonly Learnt[]): Former {
  const named = (field: string) =>
    learnt.flatMap((one) => ("field" in one && one.field === field ? one.value : []));
  return {
    firstNames: unique([...firstNames, ...named("firstName")]).slice(0, MOST_NAMES),
    lastNames: unique([...lastNames, ...named("lastName")]).slice(0, MOST_NAMES),
    told: unique([...told, ...learnt.flatMap((one) => ("told" in one ? one.told : []))]).slice(0, MOST_TOLD),
  };
}

/** A name alone is also somebody else's, and is not looked for. */
function wordsOf(learnt: Learnt): string[] {
  if ("told" in learnt) return [];
  if ("wholeName" in learnt) return learnt.wholeName.trim().includes(" ") ? [learnt.wholeName] : [];
  const { field, value } = learnt;
  if (field === "email") return [value];
  return field === "phone" ? [value, ...phoneWords(value)] : [];
}

/** Somebody who marries keeps the first name, and an old note has the old last name: each with each, both ways round. */
export const wholeNames = ({ firstNames, lastNames }: Pick<Former, "firstNames" | "lastNames">): string[] =>
  firstNames.flatMap((first) => lastNames.flatMap((last) => [`${first} ${last}`, `${last} ${first}`]));

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
