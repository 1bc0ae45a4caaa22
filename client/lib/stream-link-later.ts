import { TRPCClientError, type TRPCLink } from "@trpc/client";
// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- a link of tRPC's client is made of it
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../../server/trpc/router";
import { whenBack } from "./connection";

const load = async () => (await import("./stream-link")).streamLink;

/** The link of streams, whose code comes with the first stream: most screens have none. */
export const streamLinkLater: TRPCLink<AppRouter> = (runtime) => (operation) =>
  observable((observer) => {
    let stopped = false;
    let stream: Unsubscribable | null = null;
    const open = (link: TRPCLink<AppRouter>) => {
      if (!stopped) stream = link(runtime)(operation).subscribe(observer);
    };
    load()
      .catch(() => whenBack().then(load))
      .then(open)
      .catch((error: Error) => observer.error(TRPCClientError.from(error)));
    return () => {
      stopped = true;
      stream?.unsubscribe();
    };
  });
