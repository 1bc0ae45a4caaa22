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

export const useBulkRefusal = () => useRefusal("runs.write", t("startRuns"));
