import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { AuditPage, AuditRow } from "../../../shared/audit-api";
import { pageByPage, useLogPages } from "../../lib/log-pages";
import { useTRPC, useTRPCClient } from "../../lib/trpc";
import { filterOf, type AuditSearch } from "./audit-search";

const LOOK_MS = 5_000;
const PAGE = 50;

/** What has happened since the list was read; not `exact`: at least so much. */
type News = { count: number; exact: boolean };

/** The audit, newest first. It stays as it was read; `news` says what came since, and `showNews` reads it anew. */
export function useAudit(search: AuditSearch) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const input = { ...filterOf(search), limit: PAGE };
  const options = trpc.audit.list.infiniteQueryOptions(input, pageByPage);
  const list = useInfiniteQuery(options);
  const { log, readAnew } = useLogPages(list, options.queryKey);
  const top = useQuery({
    queryKey: ["newest of the audit", input],
    queryFn: () => client.audit.list.query(input),
    enabled: list.isSuccess && !list.isPlaceholderData && search.to === null,
    refetchInterval: LOOK_MS,
  });
  const news = list.isPlaceholderData || !top.data ? null : newsIn(log.rows, top.data);
  return { log, news, showNews: readAnew };
}

/** What the first page, read again, has above what is shown. */
export function newsIn(shown: readonly AuditRow[], { rows, nextCursor }: AuditPage): News | null {
  const known = new Set(shown.map(({ eventId }) => eventId));
  const newest = shown[0]?.at ?? -Infinity;
  const fresh = rows.filter(({ eventId, at }) => !known.has(eventId) && at >= newest);
  if (fresh.length === 0) return null;
  const meets = nextCursor === null || rows.some(({ eventId }) => known.has(eventId));
  return { count: fresh.length, exact: meets };
}
