import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "../../../server/trpc/router";
import { newPerson } from "../../support/people";
import { createVisitor } from "../../support/visitor";

/** What the people at the portal know: whom they sent, and who was told that they are registered. */
export class Ledger {
  readonly sent = new Set<string>();
  /** E-mail address to Convex user ID. */
  readonly accepted = new Map<string, string>();

  /** Registers somebody new. False when the connection broke, so that nobody knows whether they are registered. */
  async register(url: string): Promise<boolean> {
    const person = newPerson();
    this.sent.add(person.email);
    try {
      const { userId } = await createVisitor(url).trpc.portal.register.mutate(person);
      this.accepted.set(person.email, userId);
      return true;
    } catch (error) {
      if (wasRefused(error)) throw error;
      return false;
    }
  }

  /** One person after the other until the server is gone. */
  async registerUntilGone(url: string): Promise<void> {
    let answered = true;
    while (answered) answered = await this.register(url);
  }
}

/** The server answered, and said no: that is never the kill's doing. */
const wasRefused = (error: unknown) =>
  !(error instanceof TRPCClientError) || Boolean((error as TRPCClientError<AppRouter>).data);
