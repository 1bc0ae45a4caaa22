import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  type Operation,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import type { QueryClient } from "@tanstack/react-query";
import { createTRPCContext, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/trpc/router";
import { MOST_CALLS } from "../../shared/batch";
import { answerLimit } from "./answer-limit";
import { fetchJson } from "./odd-answer";
import { stepUpLink } from "./step-up-link";
import { streamLinkLater } from "./stream-link-later";
import { wordedErrors } from "./worded-errors";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

export type Api = TRPCClient<AppRouter>;

/** What it takes to ask before anything is drawn. */
export type Asking = { queryClient: QueryClient; trpc: TRPCOptionsProxy<AppRouter> };

/** Longer questions than this do not fit into an address: thousands of picked IDs. */
const LONGEST_IN_URL = 1_500;
const isLong = ({ type, input }: Operation) =>
  type === "query" && (JSON.stringify(input)?.length ?? 0) > LONGEST_IN_URL;

const server = { url: "/trpc", fetch: fetchJson };

/** Same origin, so the session cookie goes along by itself. */
export const createApiClient = (): Api =>
  createTRPCClient<AppRouter>({
    links: [
      stepUpLink,
      wordedErrors,
      answerLimit,
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: streamLinkLater,
        false: splitLink({
          condition: isLong,
          true: httpLink({ ...server, methodOverride: "POST" }),
          false: httpBatchLink({ ...server, maxURLLength: 4000, maxItems: MOST_CALLS }),
        }),
      }),
    ],
  });
