import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "../../server/trpc/router";
import { createQueryClient } from "../lib/query-client";
import { createApiClient } from "../lib/trpc";

const RECENT_MS = 2 * 60 * 60_000;

/** What the app asks the server by, and where it keeps the answers. */
export type Services = ReturnType<typeof createServices>;

export function createServices() {
  const api = createApiClient();
  const queryClient = createQueryClient(() => queryClient.setQueryData(trpc.session.me.queryKey(), null));
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });
  // The palette offers who was looked at last: their data stays for as long as somebody might come back to them.
  queryClient.setQueryDefaults(trpc.users.get.queryKey(), { gcTime: RECENT_MS });
  return { api, queryClient, trpc };
}
