import type { LucideIcon } from "lucide-react";
import type { UserLink } from "../../../shared/users-api";

type Common = {
  id: string;
  label: string;
  run: () => void;
  /** Why it is not for this operator, or `null`. It is shown all the same, so that nobody looks for it in vain. */
  refusal: string | null;
};
export type Command = Common & { kind: "command"; icon: LucideIcon; also: string; keys: string | null };
export type Found = Common & { kind: "person"; user: UserLink };
/** One line of the palette. */
export type Entry = Command | Found;
export type Group = { value: string; items: Entry[] };

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");

/** How well something fits what was typed, the best first. */
const fits = ["begins", "words", "within"] as const;
type Fit = (typeof fits)[number];

/** Shorter than this is within too much. */
const LEAST_WITHIN = 3;

/** The commands in which every typed word begins a word, or is within one; the best first. */
export function commandsFor(typed: string, commands: Command[]): Command[] {
  return fits.flatMap((fit) => commands.filter((command) => fitOf(typed, command) === fit));
}

function fitOf(typed: string, { label, also }: Command): Fit | null {
  const text = plain(`${label} ${also}`);
  const wanted = plain(typed).trim();
  if (text.startsWith(wanted)) return "begins";
  const words = wanted.split(/\s+/u);
  if (words.every((word) => ` ${text}`.includes(` ${word}`))) return "words";
  return words.every((word) => word.length >= LEAST_WITHIN && text.includes(word)) ? "within" : null;
}

/**
 * The groups that have anything, the one with the best fit first: whoever types the name of a person does not want the
 * command that has it within a word. People are found by the beginnings of words, or exactly where it is no name.
 */
export function groupsInOrder(typed: string, groups: Group[]): Group[] {
  const inOrder = fits.flatMap((fit) => groups.filter(({ items }) => bestFit(typed, items[0]) === fit));
  return typed.trim() === "" ? groups.filter(({ items }) => items.length > 0) : inOrder;
}

function bestFit(typed: string, entry: Entry | undefined): Fit | null {
  if (!entry) return null;
  if (entry.kind === "command") return fitOf(typed, entry);
  return /[@_\d]/u.test(typed) ? "begins" : "words";
}
