import { type Command, Option } from "commander";
import { webhookOutcomes, type WebhookRow } from "../../../shared/webhooks-api";
import { deskCommand, pagesOf, wholeNumber } from "./command";
import { showOne, showRows, time, type Columns } from "./show";

const columns: Columns<WebhookRow> = {
  ID: ({ attemptId }) => attemptId,
  RECEIVED: ({ receivedAt }) => time(receivedAt),
  TYPE: ({ type }) => type,
  OUTCOME: ({ outcome, cause }) => (cause ? `${outcome} (${cause})` : outcome),
  PERSON: ({ person }) => person?.name ?? null,
  EVENT: ({ eventId }) => eventId,
};

type ListOptions = {
  outcome?: (typeof webhookOutcomes)[number][];
  type?: string[];
  person?: string;
  limit: number;
};

/** `tandem webhooks …` */
export function addWebhookCommands(program: Command): void {
  const webhooks = program.command("webhooks").description("What the backend has sent. Asks the server.");

  deskCommand<ListOptions>(
    webhooks,
    "list",
    "List what arrived, the newest first.",
    async ({ desk, options }) => {
      const { outcome, type, person, limit } = options;
      const filter = {
        ...(outcome ? { outcomes: outcome } : {}),
        ...(type ? { types: type } : {}),
        ...(person ? { person } : {}),
      };
      const { rows } = await pagesOf(limit, (cursor, atMost) =>
        desk.trpc.webhooks.list.query({ ...filter, cursor, limit: atMost }),
      );
      await showRows(rows, columns, options);
    },
  )
    .addOption(new Option("--outcome <outcomes...>", "only what ended like this").choices(webhookOutcomes))
    .option("--type <types...>", "only events of these types")
    .option("--person <id>", "only about this person, by any of their IDs")
    .option("--limit <number>", "at most so many", wholeNumber, 50);

  deskCommand(webhooks, "show <id>", "Show one arrival.", async ({ desk, options }, attemptId) => {
    const one = await desk.trpc.webhooks.get.query({ attemptId });
    const { replay } = one;
    await showOne(
      one,
      {
        ...{
          Arrival: one.attemptId,
          Event: one.eventId,
          Type: one.type,
          Outcome: one.outcome,
          Cause: one.cause,
        },
        ...{ Verdict: one.verdict, Received: time(one.receivedAt), Person: one.person?.name ?? null },
        ...{ Replay: replay.allowed ? "possible" : replay.why, Tries: one.attempts.length },
      },
      options,
    );
  });

  deskCommand<{ reason: string }>(
    webhooks,
    "replay <id>",
    "Apply a delivery again.",
    async (asked, attemptId) => {
      const { desk, options } = asked;
      const result = await desk.trpc.webhooks.replay.mutate({ attemptId, reason: options.reason });
      const { outcome, cause, changes } = result;
      await showOne(
        result,
        { Arrival: result.attemptId, Outcome: outcome, Cause: cause, Changes: changes.length },
        options,
      );
    },
  ).requiredOption("--reason <words>", "why, for the audit");
}
