import { firstAnswersId, type FirstAnswers } from "../../shared/first-questions";
import { fetchJson } from "./odd-answer";

/** What the server has answered before it was asked: it is in the page. */
const answers = readAnswers();

function readAnswers(): Map<string, FirstAnswers[string]> {
  const text = document.getElementById(firstAnswersId)?.textContent;
  return new Map(Object.entries(text ? (JSON.parse(text) as FirstAnswers) : {}));
}

export const isAnsweredAhead = ({ path }: { path: string }) => answers.has(path);

/** As `fetchJson`, but the first time with the answer that came with the page. What was not asked like this is asked anew. */
export async function fetchAnsweredAhead(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const { pathname, search } = new URL(String(url), window.location.origin);
  const path = pathname.replace("/trpc/", "");
  const ahead = answers.get(path);
  answers.delete(path);
  return ahead?.address === pathname + search ? Response.json(ahead.answer) : fetchJson(url, init);
}
