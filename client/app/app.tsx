import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { TRPCProvider } from "../lib/trpc";
import { ToastProvider } from "../ui/toast";
import { Router } from "./router";
import type { Services } from "./services";

export function App({ services: { api, queryClient } }: { services: Services }) {
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
