import { Command } from "commander";
import { exportAuditOfServer } from "./desk/audit";
import { isServerNamed } from "./desk/connect";
import { addDeskCommands } from "./desk/desk";
import { importByServer } from "./desk/import";
import { addRunCommands } from "./desk/runs";
import { addSweepCommands } from "./desk/sweeps";
import { addTokenCommands } from "./desk/tokens";
import { addUserCommands } from "./desk/users";
import { addWebhookCommands } from "./desk/webhooks";
import { addFolderCommands } from "./folder-commands";

const outside = `
What asks a server needs TANDEM_URL, where people open the console, and TANDEM_TOKEN (or TANDEM_TOKEN_FILE), an API
token made there under Settings, API tokens. It ends with 0 when it was done, 1 when it failed, 2 when the command has to
be mended, 3 when the token may not, 4 when the server does not answer. docs/cli.md says more.`;

/**
 * All commands: the work that needs no browser. Some ask a running server, as whoever the token belongs to; the others
 * open the data folder themselves, so that no server may run on it. What these need is loaded by them alone: it is the
 * whole store.
 */
export function createProgram(): Command {
  const program = new Command("tandem")
    .description("Users who live in two systems, from the command line.")
    .exitOverride()
    .addHelpText("after", outside);
  program.commandsGroup("Asking a running server:");
  addUserCommands(program);
  addRunCommands(program);
  addWebhookCommands(program);
  addSweepCommands(program);
  addTokenCommands(program);
  addDeskCommands(program);
  program.commandsGroup("On this machine, or with TANDEM_URL by that server:");
  addImport(program);
  addAuditCommands(program);
  program.commandsGroup("On this machine, in the data folder:");
  addFolderCommands(program);
  return program;
}

function addImport(program: Command): void {
  program
    .command("import")
    .description("Import a Convex snapshot and the CRM's contacts; the same files twice change nothing.")
    .option("--convex <file>", "snapshot.zip, as `npx convex export` writes it")
    .option("--contacts <file>", "contacts as JSON lines or CSV")
    .action(async (options: { convex?: string; contacts?: string }, command: Command) =>
      isServerNamed() ? importByServer(options, command) : (await import("./import")).importExports(options),
    );
}

function addAuditCommands(program: Command): void {
  const audit = program.command("audit").description("The audit as something that can be proved.");
  audit
    .command("export")
    .description("Write a bundle: every event, chained, with signed checkpoints and the public keys.")
    .requiredOption("--out <file>", "file to write; it must not be there yet")
    .action(async (options: { out: string }, command: Command) =>
      isServerNamed()
        ? exportAuditOfServer(options, command)
        : (await import("./audit")).exportAudit(options),
    );
  audit
    .command("verify <file>")
    .description("Prove a bundle without the server; name the first record that is broken.")
    .option("--key <id>", "the key that must have signed it, as `tandem audit key` printed it")
    .action(async (file: string, options: { key?: string }) =>
      (await import("./audit")).verifyAudit(file, options),
    );
  audit
    .command("key")
    .description("Print ID and public key of what signs checkpoints here. Note the ID down elsewhere.")
    .action(async () => (await import("./audit")).printAuditKey());
}
