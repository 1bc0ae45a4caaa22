import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTRPC } from "../../lib/trpc";
import { EmptyState } from "../../ui/empty-state";
import { QueryFailed } from "../../ui/query-failed";
import { ShowMore } from "../../ui/show-more";
import { LoadingTokens } from "./own-tokens";
import { TokensTable } from "./tokens-table";
import { t } from "./words";

/** Everybody's tokens, for who oversees them. */
export function AllTokens() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.apiTokens.all.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: 30_000 },
    ),
  );
  if (list.isPending) return <LoadingTokens />;
  if (!list.data) return <QueryFailed query={list} title={t("notLoaded")} safety={t("nothingChanged")} />;
  const tokens = list.data.pages.flatMap((page) => page.tokens);
  if (tokens.length === 0) return <EmptyState icon={<KeyRound aria-hidden />} title={t("noneYet")} />;
  return (
    <div>
      <TokensTable tokens={tokens} withOperator />
      <ShowMore pages={list} />
    </div>
  );
}
