import { type Command, InvalidArgumentError, Option } from "commander";
import { type ApiToken, type MakeTokenInput, tokenDays, tokenScopes } from "../../../shared/api-tokens-api";
import type { z } from "zod";
import { print, tell } from "../output";
import type { Desk } from "./connect";
import { deskCommand, pagesOf, requireYes } from "./command";
import { openDeskAsOperator, type SignInOptions, withSignIn } from "./sign-in";
import { showOne, showRows, time, type Columns } from "./show";

type Making = z.input<typeof MakeTokenInput>;

const columns: Columns<ApiToken> = {
  ID: ({ tokenId }) => tokenId,
  NAME: ({ name }) => name,
  BEGINS: ({ hint }) => hint,
  OWNER: ({ operatorName }) => operatorName,
  STATE: ({ state }) => state,
  ENDS: ({ expiresAt }) => time(expiresAt),
  "LAST USED": ({ lastUsedAt }) => time(lastUsedAt),
  FOR: ({ scopes }) => scopes.join(" "),
};

/** `tandem tokens …`: no token may make, see or revoke tokens, so an operator signs in for each. */
export function addTokenCommands(program: Command): void {
  const tokens = program
    .command("tokens")
    .description("API tokens, by an operator who signs in for it. Asks the server.");
  addList(tokens);
  addCreate(tokens);
  addRevoke(tokens);
}

/** Everybody's that are listed: more would be a desk that nobody looks after. */
const MOST_LISTED = 1_000;

function addList(tokens: Command): void {
  withSignIn(
    deskCommand<SignInOptions & { all?: boolean }>(
      tokens,
      "list",
      "List your tokens, the newest first.",
      async ({ desk, options }) => {
        const rows = options.all ? await everybodys(desk) : (await desk.trpc.apiTokens.list.query()).tokens;
        await showRows(rows, columns, options);
      },
      openDeskAsOperator,
    ),
  ).option("--all", "everybody's");
}

async function everybodys({ trpc }: Desk): Promise<ApiToken[]> {
  const { rows } = await pagesOf(MOST_LISTED, async (cursor) => {
    const { tokens, nextCursor } = await trpc.apiTokens.all.query({ cursor });
    return { rows: tokens, nextCursor };
  });
  return rows;
}

type CreateOptions = SignInOptions &
  Pick<Making, "name" | "scopes"> &
  Partial<Pick<Making, "days" | "unattended">>;

function addCreate(tokens: Command): void {
  withSignIn(
    deskCommand<CreateOptions>(
      tokens,
      "create",
      "Make a token; it is printed this once, alone, and kept nowhere.",
      async ({ desk, options }) => {
        const { name, scopes, days = DEFAULT_DAYS, unattended = false } = options;
        const made = await desk.trpc.apiTokens.create.mutate({ name, scopes, days, unattended });
        if (options.json) return showOne(made, {}, options);
        const { tokenId, expiresAt } = made.token;
        tell(`Token ${tokenId}, ${expiresAt === null ? "without an end" : `good until ${time(expiresAt)}`}:`);
        await print(made.secret);
      },
      openDeskAsOperator,
    ),
  )
    .requiredOption("--name <words>", "what it is called, so that it is known again")
    .addOption(
      new Option("--scopes <permissions...>", "what it is for").choices(tokenScopes).makeOptionMandatory(),
    )
    .option(
      "--days <days>",
      `how long it is good: ${tokenDays.join(", ")}, or never; else ${DEFAULT_DAYS}`,
      daysOf,
    )
    .option("--unattended", "it may do what you are asked for your password before");
}

const DEFAULT_DAYS = 90;

function daysOf(text: string): (typeof tokenDays)[number] | null {
  if (text === "never") return null;
  const days = tokenDays.find((each) => String(each) === text);
  if (days) return days;
  throw new InvalidArgumentError(`It must be ${tokenDays.join(", ")}, or never.`);
}

function addRevoke(tokens: Command): void {
  withSignIn(
    deskCommand<SignInOptions & { any?: boolean; yes?: boolean }>(
      tokens,
      "revoke <tokenId>",
      "Stop a token at once, for good.",
      async ({ desk: { trpc }, options }, tokenId) => {
        requireYes(options, `This stops whatever uses ${tokenId}.`);
        const { revoke, revokeAny } = trpc.apiTokens;
        await (options.any ? revokeAny : revoke).mutate({ tokenId });
        await showOne({ tokenId }, { Revoked: tokenId }, options);
      },
      openDeskAsOperator,
    ),
  )
    .option("--any", "also somebody else's")
    .option("--yes", "do it");
}
