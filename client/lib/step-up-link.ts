import type { TRPCClientError, TRPCLink } from "@trpc/client";
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- a link of tRPC's client is made of it
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../../server/trpc/router";
import { askForStepUp } from "./step-up";

const wantsStepUp = ({ data }: TRPCClientError<AppRouter>) => data?.app?.code === "needs_step_up";

/** A call that was refused until the operator says again who they are is made once more when they have. */
export const stepUpLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) => {
      let call: Unsubscribable | null = null;
      const attempt = (isFirst: boolean) => {
        call = next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (!isFirst || !wantsStepUp(error)) return observer.error(error);
            void askForStepUp().then((done) => (done ? attempt(false) : observer.error(error)));
          },
        });
      };
      attempt(true);
      return () => call?.unsubscribe();
    });
