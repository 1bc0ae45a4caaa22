import type { UseQueryResult } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useNarrow } from "../../lib/media-query";
import { IconButton } from "../icon-button";
import { Neighbours } from "../neighbours";
import { QueryFailed } from "../query-failed";
import { Sheet } from "../sheet";
import { Skeleton } from "../skeleton";
import type { useLogKeys } from "./use-log-keys";
import { t } from "./words";

type Props = {
  title: string;
  opened: string | null;
  keys: Pick<ReturnType<typeof useLogKeys>, "move" | "close" | "neighbours">;
  children: (id: string) => ReactNode;
};

/** The open row of a log beside it, and the ways to the rows around it; on a small screen instead of it. */
export function LogDrawer({ title, opened, keys: { move, close, neighbours }, children }: Props) {
  const narrow = useNarrow();
  return (
    <Sheet open={opened !== null} onClose={close} label={title} modal={narrow}>
      <header className="flex items-center gap-1 border-b border-line px-4 py-2 sm:px-5">
        <h2 className="flex-1 text-lg font-semibold">{title}</h2>
        <Neighbours neighbours={neighbours} onMove={move} />
        <IconButton
          label={t("close")}
          hint={`${t("close")} (Esc)`}
          icon={<X className="size-4" />}
          onClick={close}
        />
      </header>
      <div className="scroll-y min-h-0 flex-1">{opened === null ? null : children(opened)}</div>
    </Sheet>
  );
}

type DetailProps<Detail> = {
  query: UseQueryResult<Detail, unknown>;
  loading: string;
  notLoaded: string;
  children: (detail: Detail) => ReactNode;
};

/** What is known of the open row, as soon as it is here. */
export function LogDetail<Detail>({ query, loading, notLoaded, children }: DetailProps<Detail>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <QueryFailed query={query} title={notLoaded} />;
  return (
    <div role="status" aria-label={loading} className="flex flex-col gap-4 px-5 py-5">
      <Skeleton className="w-40" />
      <Skeleton className="w-4/5" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
