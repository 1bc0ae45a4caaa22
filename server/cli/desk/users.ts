import type { Command } from "commander";
import type { UserLink } from "../../../shared/users-api";
import { deskCommand, pagesOf, requireYes, wholeNumber } from "./command";
import { filterOf, type FilterOptions, withFilter } from "./selection";
import { counted, showOne, showRows, time, type Columns } from "./show";

const columns: Columns<UserLink> = {
  ID: ({ linkId }) => linkId,
  NAME: ({ name }) => name,
  "E-MAIL": ({ email }) => email,
  STATE: ({ state }) => state,
  REASON: ({ reason }) => reason,
  "LAST SYNC": ({ lastSyncAt }) => time(lastSyncAt),
};

type ListOptions = FilterOptions & { limit: number };
type Because = { reason?: string; yes?: boolean };

/** `tandem users …` */
export function addUserCommands(program: Command): void {
  const users = program
    .command("users")
    .description("People, and the single commands on them. Asks the server.");

  withFilter(
    deskCommand<ListOptions>(users, "list", "List people.", async ({ desk, options }) => {
      let total = { count: 0, exact: true };
      const { rows } = await pagesOf(options.limit, async (cursor, limit) => {
        const page = await desk.trpc.users.list.query({ ...filterOf(options), cursor, limit });
        total = page.total;
        return page;
      });
      await showRows(rows, columns, options, `${rows.length} of ${counted(total)}`);
    }),
  ).option("--limit <number>", "at most so many", wholeNumber, 50);

  deskCommand(users, "show <id>", "Show a person, by any of their IDs.", async ({ desk, options }, id) => {
    const person = await desk.trpc.users.get.query({ id });
    const { row, user } = person;
    await showOne(
      person,
      {
        ...{ Person: row.linkId, Name: row.name, "E-mail": row.email, State: row.state, Reason: row.reason },
        ...{ Account: user?.status ?? null, "User ID": row.userId, "Contact ID": row.contactId },
        ...{ "Frontend ID": row.frontendUserId, Tries: row.attempts, "Last sync": time(row.lastSyncAt) },
      },
      options,
    );
  });

  deskCommand(
    users,
    "resync <id>",
    "Bring both sides of a person together.",
    async ({ desk, options }, id) => {
      const result = await desk.trpc.users.resync.mutate({ id });
      await showOne(result, { Person: result.linkId, Job: result.jobId }, options);
    },
  );

  deskCommand<Because>(
    users,
    "delete <id>",
    "Soft-delete a person; `restore` takes it back.",
    async (asked, id) => {
      const { desk, options } = asked;
      requireYes(options, `This soft-deletes ${id} and ends their sessions.`);
      const result = await desk.trpc.users.softDelete.mutate({ id, reason: options.reason ?? "" });
      await showOne(result, { Person: result.linkId, Job: result.jobId }, options);
    },
  )
    .requiredOption("--reason <words>", "why, for the audit")
    .option("--yes", "do it");

  deskCommand<Because>(
    users,
    "restore <id>",
    "Restore a soft-deleted person.",
    async ({ desk, options }, id) => {
      const { reason } = options;
      const result = await desk.trpc.users.restore.mutate({ id, ...(reason ? { reason } : {}) });
      await showOne(result, { Person: result.linkId, Job: result.jobId }, options);
    },
  ).option("--reason <words>", "why, for the audit");
}
