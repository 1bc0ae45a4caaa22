/** A line of a text file, or why it cannot be read. `number` is from 1, as an editor counts. */
export type Line = { number: number; text: string } | { number: number; problem: string };

/** Longer lines are no people. They are skipped without being kept in memory. In bytes. */
export const LONGEST_LINE = 1024 * 1024;

const NEWLINE = 0x0a;
const BOM = "\uFEFF";

/**
 * Cuts a stream of bytes into lines, with at most one line in memory. Takes LF and CRLF, drops a UTF-8 byte order
 * mark and blank lines. A line that is too long or no UTF-8 is given as a problem, and reading goes on.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void = () => {},
): AsyncGenerator<Line> {
  const line = new LineBuffer();
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      line.add(chunk.subarray(start, end));
      const done = line.take();
      if (done) yield done;
      start = end + 1;
    }
    line.add(chunk.subarray(start));
  }
  const last = line.take();
  if (last) yield last;
}

/** The line that is being read: its pieces, or that it has become too long. */
class LineBuffer {
  #pieces: Uint8Array[] = [];
  #length = 0;
  #number = 0;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

  add(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length <= LONGEST_LINE) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  /** The finished line, or `null` when it is blank. */
  take(): Line | null {
    const number = ++this.#number;
    const bytes = this.#length > LONGEST_LINE ? null : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    if (!bytes) return { number, problem: "is longer than 1 MB" };
    try {
      const text = this.#decoder.decode(bytes).replace(/\r$/u, "");
      const bare = number === 1 && text.startsWith(BOM) ? text.slice(1) : text;
      return bare.trim() ? { number, text: bare } : null;
    } catch {
      return { number, problem: "is not UTF-8" };
    }
  }
}
