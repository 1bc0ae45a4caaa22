import type { GetICUArgs } from "@schummar/icu-type-parser";
import type CompiledMessage from "icu-minify/compile";
import format from "icu-minify/format";
import { createElement, Fragment, type ReactNode } from "react";
import { memoizedFormatters } from "./formatters";
import { builtIn, language, locale } from "./language";

/** One message in ICU syntax, English and German: a key without its German does not pass the type check. */
type Message = readonly [english: string, german: string];
type Messages = Record<string, Message>;

/** What a message's placeholders want: a number where it is counted or formatted, else a text. */
type Values<Text extends string> = GetICUArgs<Text, { ICUNumberArgument: number; ICUArgument: string }>;
type Given<Text extends string> = keyof Values<Text> extends never ? [] : [values: Values<Text>];

type TagNames<Text extends string> = Text extends `${string}</${infer Name}>${infer Rest}`
  ? Name | TagNames<Rest>
  : never;
/** What becomes of the text within each tag of a message. */
type Tags<Text extends string> = Record<TagNames<Text>, (text: ReactNode) => ReactNode>;

/** Words a message of its catalogue in the language of the page. */
type Wording<Texts extends Messages> = {
  <Key extends keyof Texts & string>(key: Key, ...values: Given<Texts[Key][0]>): string;
  /** The same for a message with tags: `<b>Paused</b>`. */
  rich<Key extends keyof Texts & string>(
    key: Key,
    values: Values<Texts[Key][0]> & Tags<Texts[Key][0]>,
  ): ReactNode;
};

type Part = string | { node: ReactNode };
type Value = string | number | ((text: ReactNode) => ReactNode);

/** What is left of a message when the client is built: its text in the one language, compiled (`vite-words.js`). */
type Compiled = ReturnType<typeof CompiledMessage>;
const own = { en: 0, de: 1 }[language];
const inLanguage = (message: Message | undefined) => (builtIn ? message : message?.[own]) as Compiled;

/** Makes the function that words a folder's messages. */
export function catalogue<const Texts extends Messages>(texts: Texts): Wording<Texts> {
  const messageOf = (key: string) => inLanguage(texts[key]);
  const word = (key: string, values?: Record<string, string | number>) =>
    oneStop(String(format(messageOf(key), locale, values, { formatters: memoizedFormatters })));
  const rich = (key: string, values: Record<string, Value>) => {
    const parts = format<Part>(messageOf(key), locale, partsOf(values), { formatters: memoizedFormatters });
    return together(Array.isArray(parts) ? parts : [parts]);
  };
  return Object.assign(word, { rich }) as unknown as Wording<Texts>;
}

/** What fills a hole may bring its full stop, and at the end of a sentence that one is the last. */
const oneStop = (text: string) => text.replaceAll("..", ".");

const together = (parts: readonly Part[]): ReactNode =>
  createElement(Fragment, null, ...parts.map((part) => (typeof part === "string" ? part : part.node)));

const partsOf = (values: Record<string, Value>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "function" ? (parts: Part[]): Part => ({ node: value(together(parts)) }) : value,
    ]),
  );
