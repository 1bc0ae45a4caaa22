import { BundleLine, type AuditKey, type Checkpoint, type RecordLine } from "../../shared/audit-bundle-api";
import { NO_HASH, canonical, digestOf, recordHash } from "../../shared/audit-record";
import { checkpointHash, isSignedBy, keyIdOf } from "./checkpoints";

/** What a bundle proves, or where it is broken first. `seq` is the first record that is not as it was, if one is known. */
export type Verdict =
  | { ok: true; records: number; checkpoints: number; signedUpTo: number; keyIds: string[]; removed: number }
  | { ok: false; line: number; seq: number | null; problem: string };

/** The first thing that is wrong with a bundle. */
class Broken extends Error {
  constructor(
    readonly seq: number | null,
    problem: string,
  ) {
    super(problem);
  }
}

/**
 * Proves a bundle by itself, line by line, so that its size does not matter. `keyId`: the key that must have signed it,
 * as somebody noted it down elsewhere; without it the file is proved against the keys it brings along.
 */
export async function verifyBundle(
  lines: AsyncIterable<string> | Iterable<string>,
  { keyId }: { keyId?: string | undefined } = {},
): Promise<Verdict> {
  const reading = new Reading(keyId);
  let line = 0;
  let text = "";
  try {
    for await (text of lines) {
      line += 1;
      await reading.take(read(text));
    }
    return reading.end();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const seq = error.seq ?? (wasRecord(text) ? reading.expected : null);
    return { ok: false, line, seq, problem: error.message };
  }
}

/** Whether a line that cannot be read was a record's. One mark of it may be what was changed. */
const wasRecord = (text: string): boolean => text.startsWith('{"body":{') || text.includes('"type":"record"');

/** Only the canonical form is taken: of any other text two readers might make two different things. */
function read(text: string): BundleLine {
  const parsed = BundleLine.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Broken(null, `It is no line of a bundle: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  // What was read is compared, so that nothing slips through that the schema passes over.
  if (canonicalOrNull(parsed.data) !== text) throw new Broken(null, "It is not in canonical form.");
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Broken(null, "It is not JSON.");
  }
}

function canonicalOrNull(value: unknown): string | null {
  try {
    return canonical(value);
  } catch {
    return null;
  }
}

/** What was proved so far. */
class Reading {
  private keys: Map<string, AuditKey> | null = null;
  private readonly checkpoints: Checkpoint[] = [];
  /** Checkpoints whose record was reached. */
  private reached = 0;
  private last = { seq: 0, hash: NO_HASH };
  private records = 0;
  private removed = 0;
  private ended = false;

  constructor(private readonly trusted: string | undefined) {}

  async take(line: BundleLine): Promise<void> {
    if (this.ended) throw new Broken(this.expected, "There is more after the end.");
    if (!this.keys && line.type !== "bundle") throw new Broken(null, "It does not begin with the keys.");
    if (line.type === "bundle") return this.takeKeys(line.keys);
    if (line.type === "checkpoint") return this.takeCheckpoint(line);
    if (line.type === "record") return this.takeRecord(line);
    this.ended = true;
    this.requireAllSigned();
    if (line.records !== this.records)
      throw new Broken(this.expected, `It should hold ${line.records} records and holds ${this.records}.`);
  }

  /** The record that comes next. */
  get expected(): number {
    return this.last.seq + 1;
  }

  end(): Verdict {
    this.requireAllSigned();
    if (!this.ended) throw new Broken(this.expected, "The file was cut off: it has no end.");
    return {
      ...{ ok: true, records: this.records, checkpoints: this.checkpoints.length },
      signedUpTo: this.checkpoints.at(-1)?.seq ?? 0,
      keyIds: [...new Set(this.checkpoints.map(({ keyId }) => keyId))],
      removed: this.removed,
    };
  }

  private async takeKeys(keys: AuditKey[]): Promise<void> {
    if (this.keys) throw new Broken(null, "It has keys twice.");
    this.keys = new Map();
    for (const key of keys) {
      if (key.keyId !== (await keyIdOf(key.publicKey)))
        throw new Broken(null, `The key ${key.keyId} is not the one of that ID.`);
      this.keys.set(key.keyId, key);
    }
  }

  private takeCheckpoint({ type: _type, ...checkpoint }: BundleLine & { type: "checkpoint" }): void {
    if (this.records > 0) throw new Broken(this.expected, "A checkpoint stands among the records.");
    const before = this.checkpoints.at(-1);
    const key = this.keys?.get(checkpoint.keyId);
    if (!key || !isSignedBy(checkpoint, key))
      throw new Broken(
        null,
        `The checkpoint of record ${checkpoint.seq} is not signed by a key of the file.`,
      );
    if (checkpoint.previous !== (before ? checkpointHash(before) : null))
      throw new Broken(null, `The checkpoint of record ${checkpoint.seq} does not follow on the one before.`);
    if (before && checkpoint.seq <= before.seq)
      throw new Broken(null, `The checkpoint of record ${checkpoint.seq} is not later than the one before.`);
    this.checkpoints.push(checkpoint);
  }

  private takeRecord(record: RecordLine): void {
    if (this.records === 0) this.requireTrusted();
    requireNext(record, this.last);
    this.removed += requireContent(record);
    this.last = record;
    this.records += 1;
    const checkpoint = this.checkpoints[this.reached];
    if (checkpoint?.seq !== record.seq) return;
    if (checkpoint.hash !== record.hash) {
      const from = (this.checkpoints[this.reached - 1]?.seq ?? 0) + 1;
      const signed = new Date(checkpoint.at).toISOString();
      throw new Broken(from, `Records ${from} to ${record.seq} are not those that were signed at ${signed}.`);
    }
    this.reached += 1;
  }

  /** The newest checkpoint speaks for all before it, whichever keys signed those. */
  private requireTrusted(): void {
    const { trusted } = this;
    if (trusted !== undefined && this.checkpoints.at(-1)?.keyId !== trusted)
      throw new Broken(null, `The newest checkpoint is not signed by the key ${trusted}.`);
  }

  private requireAllSigned(): void {
    const missing = this.checkpoints.at(-1);
    if (this.records === 0) this.requireTrusted();
    if (!missing || missing.seq <= this.last.seq) return;
    const from = this.last.seq + 1;
    const signed = new Date(missing.at).toISOString();
    throw new Broken(from, `Records ${from} to ${missing.seq} are missing: they were signed at ${signed}.`);
  }
}

function requireNext({ seq, prev }: RecordLine, last: { seq: number; hash: string }): void {
  const expected = last.seq + 1;
  if (seq !== expected) throw new Broken(expected, `Record ${expected} should be here, and it is ${seq}.`);
  if (prev !== last.hash)
    throw new Broken(seq, `Record ${seq} does not follow on record ${last.seq}: one of the two was changed.`);
}

/** Answers how many of its values were removed. */
function requireContent(record: RecordLine): number {
  const { seq, hash, body, values } = record;
  if (recordHash(record) !== hash) throw new Broken(seq, `Record ${seq} is not what its hash says.`);
  for (const [path, value] of Object.entries(values)) {
    if (body.digests[path] !== digestOf(path, value))
      throw new Broken(seq, `The value ${path} of record ${seq} is not what its digest says.`);
  }
  return Object.keys(body.digests).length - Object.keys(values).length;
}
