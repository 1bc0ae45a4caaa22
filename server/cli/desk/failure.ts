import { TRPCClientError } from "@trpc/client";
import { type Command, CommanderError } from "commander";
import { AppError } from "../../../shared/errors";
import type { AppRouter } from "../../trpc/router";

/** How a command ended, for scripts; docs/cli.md lists them. */
export const exitCodes = { failed: 1, usage: 2, notLetIn: 3, unreachable: 4 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Something that whoever typed the command can mend, in a sentence that names how. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.usage,
  ) {
    super(message);
  }
}

/** What a server's refusal, or none at all, means for who typed `command`; any other error is answered as it is. */
export function readFailure(error: unknown, command: Command): unknown {
  if (error instanceof CommanderError || error instanceof CommandError) return error;
  if (error instanceof TRPCClientError) return ofCall(error as TRPCClientError<AppRouter>, command);
  if (error instanceof TypeError && error.cause instanceof Error) return unreachable(error.cause);
  return error;
}

function ofCall(error: TRPCClientError<AppRouter>, command: Command): CommandError {
  const { data } = error;
  const refusal = data?.app;
  if (refusal) return refused(refusal, command);
  if (!data) return unreachable(error.cause);
  const request = data.requestId ? ` Request ${data.requestId}.` : "";
  return new CommandError(`${error.message}${request}`, exitCodes.failed);
}

const exitCodeOf: Partial<Record<AppError["code"], ExitCode>> = {
  invalid: exitCodes.usage,
  unauthenticated: exitCodes.notLetIn,
  forbidden: exitCodes.notLetIn,
  needs_step_up: exitCodes.notLetIn,
  unavailable: exitCodes.unreachable,
  too_many: exitCodes.unreachable,
};

/** A refusal in words that name the flag to mend, where it is about one. */
export function refused({ code, field, message }: AppError, command: Command): CommandError {
  const flag = field && flagOf(field, command);
  return new CommandError(flag ? `${flag}: ${message}` : message, exitCodeOf[code] ?? exitCodes.failed);
}

/** What an answer outside of tRPC says of why it is none. */
export async function refusedBy(response: Response, command: Command): Promise<CommandError> {
  const told = AppError.safeParse(await response.json().catch(() => null));
  if (told.success) return refused(told.data, command);
  return new CommandError(`The server answered ${response.status}.`, exitCodes.failed);
}

/** What is asked for under another name here. */
const flagNames: Readonly<Record<string, string>> = { typedCount: "count", query: "search" };

function flagOf(field: string, command: Command): string | null {
  const name = field.split(".").findLast((part) => !/^\d+$/u.test(part)) ?? "";
  const flag = `--${flagNames[name] ?? name}`;
  return command.options.some(({ long }) => long === flag) ? flag : null;
}

function unreachable(cause: unknown): CommandError {
  const { code = null } = (rootOf(cause) ?? {}) as { code?: string | null };
  const why = code ?? (cause instanceof Error ? cause.message : "no answer");
  return new CommandError(
    `The server at TANDEM_URL does not answer (${why}). Nothing is known of what became of the call: look before you repeat it.`,
    exitCodes.unreachable,
  );
}

const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause ? rootOf(error.cause) : error;
