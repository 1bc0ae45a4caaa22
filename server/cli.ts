import { Command, InvalidArgumentError, Option } from "commander";
import { linkStates } from "../shared/link-state";
import { exportAudit, printAuditKey, verifyAudit } from "./cli/audit";
import { showConfig } from "./cli/config";
import { serveEmbedded } from "./cli/embedded";
import { importExports } from "./cli/import";
import { printLinks } from "./cli/links";
import { printResetLink } from "./cli/operators";
import { endQuietlyWhenNobodyReads, report } from "./cli/output";
import { printNewSigningKey, rotateKeptKey } from "./cli/signing-key";
import { backupStore, exportStore, importStore, verifyStore } from "./cli/store-file";

/** `npm run tandem -- …`: the work that needs no browser. It opens the data folder itself, so no server may run on it. */
endQuietlyWhenNobodyReads();

const program = new Command("tandem").description("Users who live in two systems, from the command line.");

program
  .command("import")
  .description("Import a Convex snapshot and the CRM's contacts; the same files twice change nothing.")
  .option("--convex <file>", "snapshot.zip, as `npx convex export` writes it")
  .option("--contacts <file>", "contacts as JSON lines or CSV")
  .action((options: { convex?: string; contacts?: string }) => importExports(options));

program
  .command("links")
  .description("Print every person of the join: { userId, contactId, state, reason }.")
  .addOption(new Option("--format <format>").choices(["jsonl"]).default("jsonl"))
  .addOption(new Option("--state <states...>", "only these states").choices(linkStates))
  .action((options: { state?: (typeof linkStates)[number][] }) => printLinks(options.state ?? []));

program
  .command("config")
  .description("List every environment variable with its value; secrets stay hidden.")
  .option("--jwks", "print TANDEM_JWKS, to be set on the Convex deployment")
  .action((options: { jwks?: boolean }) => showConfig(options));

program
  .command("embedded")
  .description("Serve the embedded store alone, over the Convex HTTP API.")
  .requiredOption("--data <folder>", "data folder", "./data")
  .requiredOption("--port <number>", "port", port, 3210)
  .action((options: { data: string; port: number }) => serveEmbedded(options));

const signingKey = program
  .command("signing-key")
  .description("The key by which the server proves itself to Convex.");

signingKey
  .command("rotate")
  .description("Make a new one in DATA_DIR; it signs from the next start on, and the old one stays accepted.")
  .option("--drop-old", "refuse the old one, since somebody may have it")
  .action((options: { dropOld?: boolean }) => rotateKeptKey(options));

signingKey
  .command("new")
  .description("Print a new private key for TANDEM_SIGNING_KEY.")
  .action(() => printNewSigningKey());

const store = program.command("store").description("The embedded store's file as a whole, in DATA_DIR.");

store
  .command("export <file>")
  .description("Write a snapshot that `npx convex import` takes.")
  .action((file: string) => exportStore(file));

store
  .command("import <file>")
  .description("Read a snapshot, all of it or nothing, with IDs and times.")
  .option("--replace", "put it in the place of what the tables hold")
  .action((file: string, options: { replace?: boolean }) => importStore(file, options));

store
  .command("backup <file>")
  .description("Write a copy that is a store by itself.")
  .action((file: string) => backupStore(file));

store
  .command("verify")
  .description("Compare documents, indexes, search and schedule; print what disagrees.")
  .action(() => verifyStore());

const operators = program.command("operators").description("The people at the desk.");

operators
  .command("reset <email>")
  .description("Print a link by which an operator chooses another password, for when no admin can sign in.")
  .option("--second-factor", "remove their second factor too, since it is lost")
  .action((email: string, options: { secondFactor?: boolean }) => printResetLink(email, options));

const audit = program.command("audit").description("The audit as something that can be proved.");

audit
  .command("export")
  .description("Write a bundle: every event, chained, with signed checkpoints and the public keys.")
  .requiredOption("--out <file>", "file to write; it must not be there yet")
  .action((options: { out: string }) => exportAudit(options));

audit
  .command("verify <file>")
  .description("Prove a bundle without the server; name the first record that is broken.")
  .option("--key <id>", "the key that must have signed it, as `tandem audit key` printed it")
  .action((file: string, options: { key?: string }) => verifyAudit(file, options));

audit
  .command("key")
  .description("Print ID and public key of what signs checkpoints here. Note the ID down elsewhere.")
  .action(() => printAuditKey());

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/u.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("It must be a port number, 0 to 65535.");
}

program.parseAsync().catch((error: unknown) => {
  process.exitCode = 1;
  report(error);
});
