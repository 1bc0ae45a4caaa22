import type { IncomingHttpHeaders } from "node:http";

/** Headers that could let somebody in elsewhere: their presence is kept, their value is not. */
const SECRET = /auth|cookie|token|secret|api-?key|credential|password/iu;
const MOST_HEADERS = 64;
const LONGEST_VALUE = 1_000;

/** What is kept of a request's headers for the log. */
export function headersToKeep(headers: IncomingHttpHeaders): Array<{ name: string; value: string }> {
  return Object.entries(headers)
    .slice(0, MOST_HEADERS)
    .map(([name, value]) => ({
      name,
      value: SECRET.test(name) ? "(not kept)" : String(value ?? "").slice(0, LONGEST_VALUE),
    }));
}
