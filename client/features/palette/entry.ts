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

/** The commands in which every typed word begins a word, or is within one. */
export function commandsFor(typed: string, commands: Command[]): Command[] {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  return commands.filter(({ label, also }) => {
    const text = plain(`${label} ${also}`);
    return words.every((word) => text.includes(word));
  });
}
