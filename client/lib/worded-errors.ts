import type { TRPCLink } from "@trpc/client";
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- a link of tRPC's client is made of it
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../../server/trpc/router";
import { language } from "./i18n/language";

/**
 * Says in the language of the page what the server refuses. The server's English is what programs and logs read; the words
 * are fetched when the first refusal comes, and a sentence that they do not hold stays English.
 */
export const wordedErrors: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          const { app, said } = error.data ?? {};
          if (language === "en" || !app || !said) return observer.error(error);
          void import("./word-refusal")
            .then(({ wordRefusal }) => void (app.message = wordRefusal(said) ?? app.message))
            .finally(() => observer.error(error));
        },
      }),
    );
