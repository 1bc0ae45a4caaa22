import { useQuery } from "@tanstack/react-query";
import { Navigate, useLocation } from "react-router";
import { useTRPC } from "../lib/trpc";
import { QueryFailed } from "../ui/query-failed";
import { Desk } from "./desk";
import { t } from "./words";

/** The console around its screens, for signed-in operators only. */
export function Shell() {
  const trpc = useTRPC();
  const location = useLocation();
  const me = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));

  if (me.isPending) return null;
  if (me.data === undefined) {
    return (
      <main className="grid min-h-dvh place-items-center">
        <QueryFailed query={me} title={t("unreachable")} safety={t("nothingChanged")} />
      </main>
    );
  }
  if (me.data === null) {
    const next = `${location.pathname}${location.search}`;
    return <Navigate to={`/sign-in?${new URLSearchParams({ next })}`} replace />;
  }
  return <Desk me={me.data} />;
}
