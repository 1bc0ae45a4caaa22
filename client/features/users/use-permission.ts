import { useQuery } from "@tanstack/react-query";
import { mayDo, type Permission } from "../../../shared/permissions";
import type { Me } from "../../../shared/session-api";
import { useTRPC } from "../../lib/trpc";
import { roleWords, t } from "./words";

/** The signed-in operator. */
export function useMe(): Me | null {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));
  return data ?? null;
}

/** Why the signed-in operator may not do something, or `null` when they may. */
export function useRefusal(permission: Permission, what: string): string | null {
  const me = useMe();
  if (!me || mayDo(me.role, permission)) return null;
  return t("mayNot", { role: roleWords(me.role), what });
}

/** Whether names, addresses and numbers come masked: then they are of no use for searching and sorting. */
export function useSeesMasked(): boolean {
  const me = useMe();
  return !!me && !mayDo(me.role, "pii.read");
}

export const useBulkRefusal = () => useRefusal("runs.write", t("startRuns"));
