import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { useState } from "react";
import { RouterProvider } from "react-router/dom";
import type { AppRouter } from "../../server/trpc/router";
import { createQueryClient } from "../lib/query-client";
import { createApiClient, TRPCProvider } from "../lib/trpc";
import { ToastProvider } from "../ui/toast";
import { createRouter } from "./router";

function createServices() {
  const api = createApiClient();
  const queryClient = createQueryClient(() => queryClient.setQueryData(trpc.session.me.queryKey(), null));
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });
  return { api, queryClient, router: createRouter() };
}

export function App() {
  const [{ api, queryClient, router }] = useState(createServices);
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={api} queryClient={queryClient}>
          <Tooltip.Provider delay={400}>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </Tooltip.Provider>
        </TRPCProvider>
      </QueryClientProvider>
    </CSPProvider>
  );
}
