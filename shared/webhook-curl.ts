/** A request as it can be sent again by hand. Headers whose values were not kept are left out. */
export type SentAgain = {
  url: string;
  headers: Array<{ name: string; value: string }>;
  payload: string;
};

/** Set by curl or by the connection itself. */
const NOT_SENT = new Set(["host", "content-length", "connection", "transfer-encoding", "accept-encoding"]);
const NOT_KEPT = "(not kept)";

/** The request as a command for a POSIX shell. */
export function curlOf({ url, headers, payload }: SentAgain): string {
  const sent = headers.filter(({ name, value }) => !NOT_SENT.has(name.toLowerCase()) && value !== NOT_KEPT);
  const parts = [
    `curl --request POST ${quoted(url)}`,
    ...sent.map(({ name, value }) => `--header ${quoted(`${name}: ${value}`)}`),
    `--data-binary ${quoted(payload)}`,
  ];
  return parts.join(" \\\n  ");
}

/** Nothing is special within single quotes but the quote itself. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
