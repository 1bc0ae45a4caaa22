import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { RowsSkeleton } from "../../ui/detail-skeleton";
import { EmptyState } from "../../ui/empty-state";
import { QueryFailed } from "../../ui/query-failed";
import { TokensTable } from "./tokens-table";
import { t } from "./words";

/** The operator's own tokens, those that have ended too. */
export function OwnTokens({ onMake }: { onMake: () => void }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.apiTokens.list.queryOptions(undefined, { refetchInterval: 30_000 }));
  if (list.isPending) return <LoadingTokens />;
  if (!list.data) return <QueryFailed query={list} title={t("notLoaded")} safety={t("nothingChanged")} />;
  const { tokens } = list.data;
  if (tokens.length > 0) return <TokensTable tokens={tokens} withOperator={false} />;
  return (
    <EmptyState
      icon={<KeyRound aria-hidden />}
      title={t("noneYet")}
      actions={<Button onClick={onMake}>{t("make")}</Button>}
    >
      {t("noneWhy")}
    </EmptyState>
  );
}

export const LoadingTokens = () => (
  <div role="status" aria-label={t("loading")}>
    <RowsSkeleton rows={4} />
  </div>
);
