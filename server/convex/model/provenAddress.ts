import { emailKey } from "../../../shared/normalize";
import { maskEmail } from "../../../shared/masking";
import { fail } from "../functions";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { endProofs } from "./emailProofs";
import type { User } from "./users";

/**
 * Whoever registers says an address, and the backend joins them with the contact that has it. Until a link mailed there
 * was opened, nobody knows whether it is theirs: so they see nothing that they have not typed themselves, and change
 * nothing but their password (docs/portal.md).
 */
export const isProven = ({ emailVerifiedAt }: User): boolean => emailVerifiedAt !== undefined;

/** Fails with `forbidden` while nobody knows whether the member's mailbox is theirs. */
export function requireProven(user: User): void {
  if (isProven(user)) return;
  throw fail({ code: "forbidden", message: "Confirm your e-mail address first." });
}

/** What a member may see of their own account: until their mailbox is proven, what they typed themselves. */
export function shownOfThemselves(user: User): { firstName: string; lastName: string; email: string } {
  const { firstName = "", lastName = "", email = "", registeredAs } = user;
  if (isProven(user)) return { firstName, lastName, email };
  const typed = registeredAs ?? { firstName: "", lastName: "", email: "" };
  const isTheirs = emailKey(typed.email) === user.emailKey;
  return { ...typed, email: isTheirs ? typed.email : maskEmail(email) };
}

/** They have shown that the mailbox is theirs: by a link that was mailed to them. Every other such link is of no use now. */
export async function noteProven(ctx: MutationCtx, user: Id<"users">): Promise<void> {
  await endProofs(ctx, user);
  await ctx.db.patch("users", user, { emailVerifiedAt: Date.now(), registeredAs: undefined });
}
