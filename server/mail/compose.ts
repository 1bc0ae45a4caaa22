import type { Language } from "../../shared/language";
import type { MailKind } from "../../shared/mails";
import { greetings, LINK, letters } from "./letters";

export type Composed = { subject: string; text: string; html: string };

type About = {
  kind: MailKind;
  language: Language;
  firstName: string | null;
  /** Whose portal it is. */
  organization: string;
  link: string;
  /** A day that the letter names, in ms since epoch. */
  until: number | null;
};

/** Writes a mail in text and HTML. The name is the person's own text, so it is escaped, and kept to one line. */
export function compose({ kind, language, firstName, organization, link, until }: About): Composed {
  const { subject, paragraphs } = letters[kind][language];
  const day = until === null ? "" : dayIn(language, until);
  const named = (text: string) =>
    text.replace("{until}", day).replaceAll("{organization}", () => organization);
  const all = [greeting(language, firstName), ...paragraphs.map(named)];
  const lines = all.map((line) => (line === LINK ? link : line));
  const html = all.map((line) => `<p>${line === LINK ? anchor(link) : escaped(line)}</p>`);
  return {
    subject: named(subject),
    text: `${lines.join("\n\n")}\n`,
    html: `<!doctype html><html lang="${language}"><body>${html.join("")}</body></html>`,
  };
}

const dayIn = (language: Language, at: number) =>
  new Intl.DateTimeFormat(language === "de" ? "de-DE" : "en-GB", { dateStyle: "long" }).format(at);

function greeting(language: Language, firstName: string | null): string {
  const name = firstName?.replaceAll(/\s+/gu, " ").trim();
  const { known, unknown } = greetings[language];
  return name && !looksLikeLink(name) ? known.replace("{name}", () => name) : unknown;
}

/** Mail programs make links of what looks like one, and anybody can register with any name and somebody's address. */
const looksLikeLink = (name: string) => /[/:@]|\.\p{L}|www/iu.test(name);

const anchor = (link: string) => `<a href="${escaped(link)}">${escaped(link)}</a>`;

const escaped = (text: string) => text.replaceAll(/[&<>"']/gu, (char) => `&#${char.codePointAt(0)};`);
