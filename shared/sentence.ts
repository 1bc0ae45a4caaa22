/**
 * Sentences with holes (`This run is {state}.`), kept in tables. The server says, keeps and logs their English; by key
 * and values the console words the same in the operator's language, and shows the English where a text is none of them.
 */
export type Sentences = Readonly<Record<string, string>>;
export type SentenceValues = Record<string, string | number>;
/** What was said: the sentence's key in its table, and what filled its holes. */
export type Told<Key extends string = string> = { key: Key; values: SentenceValues };

type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never;

declare const filled: unique symbol;
/** A sentence whose holes `say` has filled. */
export type Filled = string & { readonly [filled]: true };
/** A text that a table knows: one of its sentences without holes, word for word, or a filled one. */
export type Said<Table extends Sentences> =
  { [Key in keyof Table]: [Holes<Table[Key]>] extends [never] ? Table[Key] : never }[keyof Table] | Filled;

/** Fills the holes of a sentence. */
export function say<const Text extends string>(
  sentence: Text,
  values: Record<Holes<Text>, string | number>,
): Filled {
  const given: Partial<SentenceValues> = values;
  return sentence.replace(hole, (whole, name: string) => String(given[name] ?? whole)) as Filled;
}

const hole = /\{(\w+)\}/gu;

/** Makes the function that finds which sentence of a table a text is; `null` when it is none. */
export function reader<Key extends string>(
  sentences: Readonly<Record<Key, string>>,
): (text: string) => Told<Key> | null {
  const keys = Object.keys(sentences) as Key[];
  const isHoled = (key: Key) => sentences[key].search(hole) >= 0;
  const plain = new Map(keys.filter((key) => !isHoled(key)).map((key) => [sentences[key], key]));
  // The more is fixed of a sentence, the less it takes for itself what is another's.
  const holed = keys
    .filter(isHoled)
    .sort((a, b) => fixedLength(sentences[b]) - fixedLength(sentences[a]))
    .map((key) => ({ key, pattern: patternOf(sentences[key]) }));
  return (text) => {
    const key = plain.get(text);
    if (key !== undefined) return { key, values: {} };
    for (const each of holed) {
      const groups = each.pattern.exec(text)?.groups;
      if (groups) return { key: each.key, values: valuesOf(groups) };
    }
    return null;
  };
}

const fixedLength = (sentence: string) => sentence.replace(hole, "").length;

function patternOf(sentence: string): RegExp {
  const seen = new Set<string>();
  const source = sentence.split(/(\{\w+\})/u).map((part) => {
    const name = /^\{(\w+)\}$/u.exec(part)?.[1];
    if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&");
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>.*)`;
  });
  return new RegExp(`^${source.join("")}$`, "su");
}

/** What is a count becomes one again, so that a plural can go by it. */
const valuesOf = (groups: Record<string, string>): SentenceValues =>
  Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, /^\d{1,9}$/u.test(value) ? Number(value) : value]),
  );
