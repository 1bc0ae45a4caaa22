import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const client = join(import.meta.dirname, "../../client");
const text = String.raw`"((?:[^"\\]|\\.)*)"`;
const message = new RegExp(String.raw`\[\s*${text},\s*${text},?\s*\]`, "gu");

const messages = readdirSync(client, { recursive: true, encoding: "utf8" })
  .filter((path) => /\bwords\.ts$/u.test(path))
  .flatMap((path) => [...readFileSync(join(client, path), "utf8").matchAll(message)]);
const german = new Set(messages.map(([, , own = ""]) => own));
/** What the console says in English and never in German; sentences with values in them are left out. */
const english = new Set(
  messages
    .map(([, own = ""]) => own)
    .filter((own) => !german.has(own) && !/[{<]/u.test(own) && /\p{L}{3}/u.test(own)),
);

/** What a page shows or says to people in English although all of it should be in German. */
export async function leftInEnglish(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const names = ["aria-label", "aria-description", "placeholder", "title", "alt"];
    const attributes = [...document.querySelectorAll("*")].flatMap((element) =>
      names.map((name) => element.getAttribute(name) ?? ""),
    );
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const shown: string[] = [];
    while (texts.nextNode()) shown.push(texts.currentNode.textContent ?? "");
    return [...attributes, ...shown].map((each) => each.trim());
  });
  return [...new Set(said)].filter((each) => english.has(each));
}
