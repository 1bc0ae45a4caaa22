import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { ConvexError } from "convex/values";
import type { AppError } from "../../shared/errors";

/** As zxcvbn scores: 3 withstands 10^8 guesses, so that nobody gets through who has to wait for each answer. */
const LEAST_SCORE = 3;

/** Characters that are judged: the time it takes grows faster than their number, and these are enough to tell. */
const JUDGED = 64;

/** Letters and digits that must be left without the words that others know of the person. */
const LEAST_OF_THEIR_OWN = 8;

let judge: Promise<ZxcvbnFactory> | undefined;

/**
 * Refuses a password that is long enough and yet among the first to be tried: the common ones of known breaches, words of
 * their own name and address, repeats and rows of the keyboard (NIST SP 800-63B). `own`: what others know of the person.
 */
export async function refuseGuessable(password: string, own: readonly string[]): Promise<void> {
  judge ??= loadJudge();
  const known = ["tandem", ...own.flatMap(wordsOf)];
  const { score } = await (await judge).checkAsync(password.slice(0, JUDGED), known);
  if (score >= LEAST_SCORE && without(known, password).length >= LEAST_OF_THEIR_OWN) return;
  const message =
    "This password is easily guessed. Use one of several words that nobody would expect together.";
  throw new ConvexError<AppError>({ code: "invalid", field: "password", message });
}

/** The list of common passwords takes 6 MB, which only those need who choose a password. */
async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs });
}

function without(known: readonly string[], password: string): string {
  const rest = known.reduce((left, word) => left.replaceAll(word.toLowerCase(), ""), password.toLowerCase());
  return rest.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const wordsOf = (text: string) => [text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length > 2);
