import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { describeError } from "./api-error";
import { connectionBack, connectionLost } from "./connection";

/** Queries with the console's manners; `onSignedOut` runs when the server no longer knows who is asking. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const failed = (error: unknown) => {
    const problem = describeError(error);
    if (problem.unanswered) connectionLost();
    else connectionBack();
    if (problem.unauthenticated) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: failed, onSuccess: connectionBack }),
    mutationCache: new MutationCache({ onError: failed, onSuccess: connectionBack }),
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: 2_000,
        retry: (count, error) => count < 2 && describeError(error).worthRetrying,
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { networkMode: "always" },
    },
  });
}
