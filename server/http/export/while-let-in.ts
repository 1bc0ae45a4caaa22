import type { ConvexCaller } from "../../convex-client";
import { expected } from "../../expected";

/** Convex as who takes a file along. What they took along is noted at the end also of who was shut out meanwhile. */
export type Taker = ConvexCaller & { noteEnd: ConvexCaller["mutation"] };

/** How long an answer to the question whether somebody may still do this holds, in ms: small pages come fast. */
const HOLDS_MS = 250;

/**
 * The same as long as they may: a large file takes minutes, and who is disabled, signed out or given another role meanwhile
 * must not be told anything more. The file ends there, broken off.
 */
export function whileLetIn(caller: ConvexCaller, isLetIn: () => Promise<boolean>): Taker {
  let askedAt = Date.now();
  const askAgain = async () => {
    if (Date.now() - askedAt < HOLDS_MS) return;
    if (!(await isLetIn())) throw shutOut();
    askedAt = Date.now();
  };
  return {
    async query(query, ...args) {
      await askAgain();
      return caller.query(query, ...args);
    },
    async mutation(mutation, ...args) {
      await askAgain();
      return caller.mutation(mutation, ...args);
    },
    noteEnd: (mutation, ...args) => caller.mutation(mutation, ...args),
  };
}

const shutOut = () => expected({ code: "unauthenticated", message: "Sign in first." });
