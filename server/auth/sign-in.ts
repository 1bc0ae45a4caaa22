import { ConvexError } from "convex/values";
import type { AppError } from "../../shared/errors";
import { emailKey } from "../../shared/normalize";
import { sourceOf } from "../webhooks/source";
import type { Attempts, Visitor } from "./attempts";
import { waitWords } from "./portal-guard";
import { passwordMatches } from "./passwords";

type Credential = { passwordHash: string };

/**
 * The credential of whoever gave the right password. An unknown e-mail and a wrong password get the same answer
 * after the same work; too many of them get `too_many` and the time to wait.
 */
export async function checkPassword<Found extends Credential>(options: {
  attempts: Attempts;
  address: string;
  email: string;
  password: string;
  find: (email: string) => Promise<Found | null>;
}): Promise<Found> {
  const { attempts, address, email, password, find } = options;
  const visitor: Visitor = { network: sourceOf(address), email: emailKey(email) ?? "" };
  refuseTooMany(attempts.begin(visitor));
  const found = await find(email);
  const right = await passwordMatches(found?.passwordHash ?? null, password);
  if (!found || !right)
    throw expected({ code: "unauthenticated", message: "E-mail address or password is wrong." });
  attempts.succeeded(visitor);
  return found;
}

function refuseTooMany(waitMs: number): void {
  if (waitMs <= 0) return;
  const message = `Too many wrong passwords. Try again in ${waitWords(waitMs)}.`;
  throw expected({ code: "too_many", message });
}

const expected = (error: AppError) => new ConvexError<AppError>(error);
