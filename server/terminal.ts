import { StartError } from "./config";
import type { Tandem } from "./tandem";

/** What a person at the terminal sees of Tandem's life. On stderr: the log has stdout for itself. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says where to go; at the first start with the one-time link. */
export function greet({ url, setUpUrl, backend }: Tandem): void {
  const setUp = setUpUrl ? ` – set up the first admin within 30 min: ${setUpUrl}` : "";
  say(`Tandem is at ${url}${setUp}`);
  if (backend) say(`The built-in backend's own pages are at ${backend.pagesUrl()}`);
}

/** A second signal this soon is the first one again: npm and the terminal both pass a Ctrl-C on. In ms. */
const ECHO_MS = 1_000;

/** The first signal asks for an orderly end; a later one, of someone who will not wait, ends at once. */
export function endOfLife(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        askedAt ??= Date.now();
        if (Date.now() - askedAt > ECHO_MS) process.exit(1);
        resolve();
      });
    }
  });
}

/** Ends with 1, saying why: the sentence that names the fix, or for a fault of ours where it happened. */
export function endBadly(error: unknown): never {
  if (error instanceof StartError) say(error.message);
  else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
