import { type Command, InvalidArgumentError } from "commander";
import { type Desk, openDesk } from "./connect";
import { CommandError, readFailure } from "./failure";
import type { Shape } from "./show";

/** A command, as its work knows it. */
export type Asked<Options> = { desk: Desk; options: Options & Shape; command: Command };

/**
 * A command that a running server answers. `work` gets the arguments in their order; what the server refuses is told in
 * the words of the command's own flags. `open`: by what it asks, if not by the token.
 */
export function deskCommand<Options extends object>(
  parent: Command,
  usage: string,
  description: string,
  work: (asked: Asked<Options>, ...args: string[]) => Promise<void>,
  open: (options: Options) => Desk | Promise<Desk> = () => openDesk(),
): Command {
  return parent
    .command(usage)
    .description(description)
    .option("--json", "answer for programs")
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const options = command.opts<Options & Shape>();
      try {
        const desk = await open(options);
        const done = work({ desk, options, command }, ...(given.slice(0, -2) as string[]));
        await done.finally(() => desk.close?.());
      } catch (error) {
        throw readFailure(error, command);
      }
    });
}

/** Stops short of what takes something away until `--yes` says that it is meant. */
export function requireYes({ yes }: { yes?: boolean }, what: string): void {
  if (!yes) throw new CommandError(`${what} Nothing was changed. Add --yes to do it.`);
}

export function wholeNumber(text: string): number {
  if (/^\d{1,9}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

/** Up to `limit` rows, page by page. `more`: there are others. */
export async function pagesOf<Row>(
  limit: number,
  page: (cursor: string | null, limit: number) => Promise<{ rows: Row[]; nextCursor: string | null }>,
): Promise<{ rows: Row[]; more: boolean }> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const next: { rows: Row[]; nextCursor: string | null } = await page(
      cursor,
      Math.min(200, limit - rows.length),
    );
    rows.push(...next.rows);
    cursor = next.nextCursor;
  } while (cursor !== null && rows.length < limit);
  return { rows, more: cursor !== null };
}
