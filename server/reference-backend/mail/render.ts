import type { Language } from "../../../shared/language";
import type { Fact, Letter } from "./letter";

/** A mail ready to be queued. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

// Mail programs know little of style sheets, so the little there is stands at each element.
const PAGE =
  "margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,sans-serif;color-scheme:light dark";
const SHEET = "max-width:560px;margin:0 auto";
const CELL = "padding:4px 16px 4px 0;text-align:left;vertical-align:top";

/** The one place where a letter gets its form, in text and in HTML. What people typed is escaped here. */
export function renderMail(letter: Letter, language: Language): RenderedMail {
  const { greeting, blocks, farewell } = letter;
  // A line break in a name of an event must not begin a header of its own.
  const subject = letter.subject.replaceAll(/\s+/gu, " ").trim();
  const all = [greeting, ...blocks, farewell];
  return { subject, text: `${all.map(toText).join("\n\n")}\n`, html: toDocument(subject, all, language) };
}

type Block = Letter["blocks"][number];

function toText(block: Block): string {
  return typeof block === "string" ? block : block.map(([label, value]) => `${label}: ${value}`).join("\n");
}

function toDocument(subject: string, blocks: readonly Block[], language: Language): string {
  const body = blocks.map((block) => (typeof block === "string" ? paragraph(block) : table(block))).join("");
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>` +
    `<body style="${PAGE}"><div style="${SHEET}">${body}</div></body></html>`
  );
}

const paragraph = (text: string) => `<p>${text.split("\n").map(escaped).join("<br>")}</p>`;

function table(facts: readonly Fact[]): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="${CELL};font-weight:normal;opacity:.75">${escaped(label)}</th>` +
      `<td style="${CELL};font-weight:600">${escaped(value)}</td></tr>`,
  );
  return `<table style="border-collapse:collapse">${rows.join("")}</table>`;
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/gu, (char) => `&#${char.codePointAt(0)};`);
