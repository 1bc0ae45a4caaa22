import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  type Operation,
  splitLink,
} from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/trpc/router";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** Longer questions than this do not fit into an address: thousands of picked IDs. */
const LONGEST_IN_URL = 1_500;
const isLong = ({ type, input }: Operation) =>
  type === "query" && (JSON.stringify(input)?.length ?? 0) > LONGEST_IN_URL;

const server = { url: "/trpc" };

/** Same origin, so the session cookie goes along by itself. */
export const createApiClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink(server),
        false: splitLink({
          condition: isLong,
          true: httpLink({ ...server, methodOverride: "POST" }),
          false: httpBatchLink({ ...server, maxURLLength: 4000 }),
        }),
      }),
    ],
  });
