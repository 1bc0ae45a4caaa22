/** What was asked before the app was there that wants to know: by the procedure's path. */
const asked = new Map<string, { url: string; answer: Promise<Response> }>();

/** Asks the server now, in the words in which tRPC's `httpLink` will ask. */
export function askAhead(path: string, input?: object): void {
  const url = `/trpc/${path}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ""}`;
  const answer = fetch(url);
  answer.catch(() => null);
  asked.set(path, { url, answer });
}

export const isAskedAhead = ({ path }: { path: string }) => asked.has(path);

/** As `fetch`, but the first time with the answer that is on its way. What was refused then is asked anew. */
export async function fetchAskedAhead(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const path = new URL(String(url), window.location.origin).pathname.replace("/trpc/", "");
  const ahead = asked.get(path);
  asked.delete(path);
  const answer = ahead?.url === url ? await ahead.answer.catch(() => null) : null;
  return answer?.ok ? answer : fetch(url, init);
}
