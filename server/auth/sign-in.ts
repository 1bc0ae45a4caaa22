import { ConvexError } from "convex/values";
import type { AppError } from "../../shared/errors";
import { emailKey } from "../../shared/normalize";
import type { Attempts, Visitor } from "./attempts";
import { passwordMatches } from "./passwords";

type Credential = { passwordHash: string };

/**
 * The credential of whoever gave the right password. An unknown e-mail and a wrong password get the same answer
 * after the same work; too many of them get `unavailable` and the time to wait.
 */
export async function checkPassword<Found extends Credential>(options: {
  attempts: Attempts;
  door: "operator" | "member";
  address: string;
  email: string;
  password: string;
  find: (email: string) => Promise<Found | null>;
}): Promise<Found> {
  const { attempts, door, address, email, password, find } = options;
  const visitor: Visitor = { door, address, email: emailKey(email) ?? "" };
  refuseTooMany(attempts.waitMs(visitor));
  const found = await find(email);
  const right = await passwordMatches(found?.passwordHash ?? null, password);
  if (!found || !right) {
    attempts.failed(visitor);
    throw expected({ code: "unauthenticated", message: "E-mail address or password is wrong." });
  }
  attempts.succeeded(visitor);
  return found;
}

function refuseTooMany(waitMs: number): void {
  if (waitMs <= 0) return;
  const minutes = Math.ceil(waitMs / 60_000);
  const message = `Too many wrong passwords. Try again in ${minutes} min.`;
  throw expected({ code: "unavailable", message });
}

const expected = (error: AppError) => new ConvexError<AppError>(error);
