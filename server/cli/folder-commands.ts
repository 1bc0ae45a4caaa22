import { type Command, InvalidArgumentError, Option } from "commander";
import { linkStates } from "../../shared/link-state";

/** The commands that open the data folder themselves. */
export function addFolderCommands(program: Command): void {
  addLinks(program);
  addConfig(program);
  addEmbedded(program);
  addSigningKey(program);
  addStore(program);
  addOperators(program);
}

function addLinks(program: Command): void {
  program
    .command("links")
    .description("Print every person of the join: { userId, contactId, state, reason }.")
    .addOption(new Option("--format <format>").choices(["jsonl"]).default("jsonl"))
    .addOption(new Option("--state <states...>", "only these states").choices(linkStates))
    .action(async (options: { state?: (typeof linkStates)[number][] }) =>
      (await import("./links")).printLinks(options.state ?? []),
    );
}

function addConfig(program: Command): void {
  program
    .command("config")
    .description("List every environment variable with its value; secrets stay hidden.")
    .option("--jwks", "print TANDEM_JWKS, to be set on the Convex deployment")
    .action(async (options: { jwks?: boolean }) => (await import("./config")).showConfig(options));
}

function addEmbedded(program: Command): void {
  program
    .command("embedded")
    .description("Serve the embedded store alone, over the Convex HTTP API.")
    .requiredOption("--data <folder>", "data folder", "./data")
    .requiredOption("--port <number>", "port", port, 3210)
    .action(async (options: { data: string; port: number }) =>
      (await import("./embedded")).serveEmbedded(options),
    );
}

function addSigningKey(program: Command): void {
  const signingKey = program
    .command("signing-key")
    .description("The key by which the server proves itself to Convex.");
  signingKey
    .command("rotate")
    .description(
      "Make a new one in DATA_DIR; it signs from the next start on, and the old one stays accepted.",
    )
    .option("--drop-old", "refuse the old one, since somebody may have it")
    .action(async (options: { dropOld?: boolean }) => (await import("./signing-key")).rotateKeptKey(options));
  signingKey
    .command("new")
    .description("Print a new private key for TANDEM_SIGNING_KEY.")
    .action(async () => (await import("./signing-key")).printNewSigningKey());
}

function addStore(program: Command): void {
  const store = program.command("store").description("The embedded store's file as a whole, in DATA_DIR.");
  store
    .command("export <file>")
    .description("Write a snapshot that `npx convex import` takes.")
    .action(async (file: string) => (await import("./store-file")).exportStore(file));
  store
    .command("import <file>")
    .description("Read a snapshot, all of it or nothing, with IDs and times.")
    .option("--replace", "put it in the place of what the tables hold")
    .action(async (file: string, options: { replace?: boolean }) =>
      (await import("./store-file")).importStore(file, options),
    );
  store
    .command("backup <file>")
    .description("Write a copy that is a store by itself.")
    .action(async (file: string) => (await import("./store-file")).backupStore(file));
  store
    .command("verify")
    .description("Compare documents, indexes, search and schedule; print what disagrees.")
    .action(async () => (await import("./store-file")).verifyStore());
}

function addOperators(program: Command): void {
  program
    .command("operators")
    .description("The people at the desk.")
    .command("reset <email>")
    .description("Print a link by which an operator chooses another password, for when no admin can sign in.")
    .option("--second-factor", "remove their second factor too, since it is lost")
    .action(async (email: string, options: { secondFactor?: boolean }) =>
      (await import("./operators")).printResetLink(email, options),
    );
}

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/u.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("It must be a port number, 0 to 65535.");
}
