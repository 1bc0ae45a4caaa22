import { Command, InvalidArgumentError, Option } from "commander";
import { linkStates } from "../shared/link-state";
import { exportAuditOfServer } from "./cli/desk/audit";
import { isServerNamed } from "./cli/desk/connect";
import { addDeskCommands } from "./cli/desk/desk";
import { importByServer } from "./cli/desk/import";
import { addRunCommands } from "./cli/desk/runs";
import { addSweepCommands } from "./cli/desk/sweeps";
import { addUserCommands } from "./cli/desk/users";
import { addWebhookCommands } from "./cli/desk/webhooks";
import { endQuietlyWhenNobodyReads, report } from "./cli/output";

/**
 * `npm run tandem -- …`: the work that needs no browser. Some commands ask a running server, as whoever the token belongs
 * to; the others open the data folder themselves, so that no server may run on it. What these need is loaded by them alone:
 * it is the whole store.
 */
endQuietlyWhenNobodyReads();

const outside = `
What asks a server needs TANDEM_URL, where people open the console, and TANDEM_TOKEN (or TANDEM_TOKEN_FILE), an API
token made there under Settings, API tokens. It ends with 0 when it was done, 1 when it failed, 2 when the command has to
be mended, 3 when the token may not, 4 when the server does not answer. docs/cli.md says more.`;

const program = new Command("tandem")
  .description("Users who live in two systems, from the command line.")
  .exitOverride()
  .addHelpText("after", outside);

program.commandsGroup("Asking a running server:");
addUserCommands(program);
addRunCommands(program);
addWebhookCommands(program);
addSweepCommands(program);
addDeskCommands(program);

program.commandsGroup("On this machine, or with TANDEM_URL by that server:");
program
  .command("import")
  .description("Import a Convex snapshot and the CRM's contacts; the same files twice change nothing.")
  .option("--convex <file>", "snapshot.zip, as `npx convex export` writes it")
  .option("--contacts <file>", "contacts as JSON lines or CSV")
  .action(async (options: { convex?: string; contacts?: string }, command: Command) =>
    isServerNamed()
      ? importByServer(options, command)
      : (await import("./cli/import")).importExports(options),
  );

const audit = program.command("audit").description("The audit as something that can be proved.");

program.commandsGroup("On this machine, in the data folder:");
program
  .command("links")
  .description("Print every person of the join: { userId, contactId, state, reason }.")
  .addOption(new Option("--format <format>").choices(["jsonl"]).default("jsonl"))
  .addOption(new Option("--state <states...>", "only these states").choices(linkStates))
  .action(async (options: { state?: (typeof linkStates)[number][] }) =>
    (await import("./cli/links")).printLinks(options.state ?? []),
  );

program
  .command("config")
  .description("List every environment variable with its value; secrets stay hidden.")
  .option("--jwks", "print TANDEM_JWKS, to be set on the Convex deployment")
  .action(async (options: { jwks?: boolean }) => (await import("./cli/config")).showConfig(options));

program
  .command("embedded")
  .description("Serve the embedded store alone, over the Convex HTTP API.")
  .requiredOption("--data <folder>", "data folder", "./data")
  .requiredOption("--port <number>", "port", port, 3210)
  .action(async (options: { data: string; port: number }) =>
    (await import("./cli/embedded")).serveEmbedded(options),
  );

const signingKey = program
  .command("signing-key")
  .description("The key by which the server proves itself to Convex.");

signingKey
  .command("rotate")
  .description("Make a new one in DATA_DIR; it signs from the next start on, and the old one stays accepted.")
  .option("--drop-old", "refuse the old one, since somebody may have it")
  .action(async (options: { dropOld?: boolean }) =>
    (await import("./cli/signing-key")).rotateKeptKey(options),
  );

signingKey
  .command("new")
  .description("Print a new private key for TANDEM_SIGNING_KEY.")
  .action(async () => (await import("./cli/signing-key")).printNewSigningKey());

const store = program.command("store").description("The embedded store's file as a whole, in DATA_DIR.");

store
  .command("export <file>")
  .description("Write a snapshot that `npx convex import` takes.")
  .action(async (file: string) => (await import("./cli/store-file")).exportStore(file));

store
  .command("import <file>")
  .description("Read a snapshot, all of it or nothing, with IDs and times.")
  .option("--replace", "put it in the place of what the tables hold")
  .action(async (file: string, options: { replace?: boolean }) =>
    (await import("./cli/store-file")).importStore(file, options),
  );

store
  .command("backup <file>")
  .description("Write a copy that is a store by itself.")
  .action(async (file: string) => (await import("./cli/store-file")).backupStore(file));

store
  .command("verify")
  .description("Compare documents, indexes, search and schedule; print what disagrees.")
  .action(async () => (await import("./cli/store-file")).verifyStore());

const operators = program.command("operators").description("The people at the desk.");

operators
  .command("reset <email>")
  .description("Print a link by which an operator chooses another password, for when no admin can sign in.")
  .option("--second-factor", "remove their second factor too, since it is lost")
  .action(async (email: string, options: { secondFactor?: boolean }) =>
    (await import("./cli/operators")).printResetLink(email, options),
  );

audit
  .command("export")
  .description("Write a bundle: every event, chained, with signed checkpoints and the public keys.")
  .requiredOption("--out <file>", "file to write; it must not be there yet")
  .action(async (options: { out: string }, command: Command) =>
    isServerNamed()
      ? exportAuditOfServer(options, command)
      : (await import("./cli/audit")).exportAudit(options),
  );

audit
  .command("verify <file>")
  .description("Prove a bundle without the server; name the first record that is broken.")
  .option("--key <id>", "the key that must have signed it, as `tandem audit key` printed it")
  .action(async (file: string, options: { key?: string }) =>
    (await import("./cli/audit")).verifyAudit(file, options),
  );

audit
  .command("key")
  .description("Print ID and public key of what signs checkpoints here. Note the ID down elsewhere.")
  .action(async () => (await import("./cli/audit")).printAuditKey());

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/u.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("It must be a port number, 0 to 65535.");
}

program.parseAsync().catch((error: unknown) => {
  process.exitCode = report(error);
});
