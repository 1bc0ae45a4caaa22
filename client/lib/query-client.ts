import { MutationCache, QueryCache, QueryClient, type Query, type QueryKey } from "@tanstack/react-query";
import { describeError } from "./api-error";
import { connectionBack, connectionLost, onConnectionBack } from "./connection";
import { beginAgain } from "./begin-again";

declare module "@tanstack/react-query" {
  interface Register {
    /** `list`: the key of the endless list whose pages a query reads for it. */
    queryMeta: { list?: QueryKey };
  }
}

type AnyQuery = Query<unknown, unknown, unknown>;

/** Retries take longer than this, in ms: an answer so fresh came after a call that failed had begun. */
const FRESH_MS = 1_000;

/** Queries with the console's manners; `onSignedOut` runs when the server no longer knows who is asking. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const failed = (error: unknown, query?: AnyQuery) => {
    const problem = describeError(error);
    if (!problem.unanswered) connectionBack();
    // One call that fails among many that do not is no lost connection, and must not have all of them asked again.
    else if (!hasJustAnswered(queryClient)) connectionLost();
    if (problem.unauthenticated) onSignedOut();
    // It was read by a Tandem that is not this one any more: what is shown goes on from its first page.
    if (query && problem.field === "cursor") void beginAgain(queryClient, query.meta?.list ?? query.queryKey);
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: failed, onSuccess: connectionBack }),
    mutationCache: new MutationCache({ onError: (error) => failed(error), onSuccess: connectionBack }),
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
  const catchUp = () => void queryClient.refetchQueries({ type: "active", predicate: isBehind });
  onConnectionBack(catchUp);
  // The browser knows sooner than the next of our questions that there is no network, and that there is one again.
  window.addEventListener("offline", () => {
    connectionLost();
    // What is still under way may be answered yet; and a Tandem on this machine goes on answering.
    void queryClient.refetchQueries({ type: "active" });
  });
  window.addEventListener("online", catchUp);
  return queryClient;
}

const hasJustAnswered = (queryClient: QueryClient) =>
  queryClient
    .getQueryCache()
    .getAll()
    .some(({ state }) => Date.now() - state.dataUpdatedAt < FRESH_MS);

/** What failed need not be asked for by hand; what is shown may have changed meanwhile, unless it must stand still. */
const isBehind = ({ state, observers }: Query) =>
  state.status === "error" ||
  observers.some(
    (observer) => observer.options.refetchOnWindowFocus !== false && observer.getCurrentResult().isStale,
  );
