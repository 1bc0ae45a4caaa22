import type { TRPCLink } from "@trpc/client";
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- a link of tRPC's client is made of it
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../../server/trpc/router";

/** How long a person in the portal waits for an answer before the page says that none came, in ms. */
const LIMIT_MS = 20_000;

/** Gives up what the portal asks and nobody answers. The console's questions may take as long as they need. */
export const answerLimit: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) => {
    if (!op.path.startsWith("portal.")) return next(op);
    return observable((observer) => {
      const limit = new AbortController();
      const giveUp = () => limit.abort();
      const timer = setTimeout(giveUp, LIMIT_MS);
      op.signal?.addEventListener("abort", giveUp, { once: true });
      const call = next({ ...op, signal: limit.signal }).subscribe(observer);
      return () => {
        clearTimeout(timer);
        op.signal?.removeEventListener("abort", giveUp);
        call.unsubscribe();
      };
    });
  };
