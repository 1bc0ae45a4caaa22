import type { Command } from "commander";
import { writeEvidence } from "../evidence";
import { print } from "../output";
import { openDesk } from "./connect";
import { readFailure, refusedBy } from "./failure";

/** `tandem audit export` with `TANDEM_URL` set: the bundle of that server, made while it runs. */
export async function exportAuditOfServer({ out }: { out: string }, command: Command): Promise<void> {
  try {
    await writeEvidence(out, bundle(command));
    await print(`Written to ${out}. Prove it with: tandem audit verify ${out}`);
  } catch (error) {
    throw readFailure(error, command);
  }
}

/** Asked for only when it is read, for the audit tells of each. */
async function* bundle(command: Command): AsyncGenerator<Uint8Array> {
  const response = await openDesk().fetch("/api/export/audit.jsonl");
  if (!response.ok || !response.body) throw await refusedBy(response, command);
  yield* response.body as unknown as AsyncIterable<Uint8Array>;
}
