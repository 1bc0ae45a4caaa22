import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { useState } from "react";
import type { AppRouter } from "../../server/trpc/router";
import { createQueryClient } from "../lib/query-client";
import { createApiClient, TRPCProvider } from "../lib/trpc";
import { ToastProvider } from "../ui/toast";
import { Router } from "./router";

const RECENT_MS = 2 * 60 * 60_000;

function createServices() {
  const api = createApiClient();
  const queryClient = createQueryClient(() => queryClient.setQueryData(trpc.session.me.queryKey(), null));
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });
  // The palette offers who was looked at last: their data stays for as long as somebody might come back to them.
  queryClient.setQueryDefaults(trpc.users.get.queryKey(), { gcTime: RECENT_MS });
  return { api, queryClient };
}

export function App() {
  const [{ api, queryClient }] = useState(createServices);
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={api} queryClient={queryClient}>
          <ToastProvider>
            <Router />
          </ToastProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
