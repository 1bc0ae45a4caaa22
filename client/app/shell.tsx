import { useQuery } from "@tanstack/react-query";
import { Navigate, Outlet, useLocation } from "react-router";
import { useTRPC } from "../lib/trpc";
import { QueryFailed } from "../ui/query-failed";
import { BottomBar } from "./bottom-bar";
import { Banners } from "./banners";
import { RunsBar } from "./runs-bar";
import { Sidebar } from "./sidebar";
import { useSpareParts } from "./use-spare-parts";
import { t } from "./words";

/** The console around its screens, for signed-in operators only. */
export function Shell() {
  const trpc = useTRPC();
  const location = useLocation();
  useSpareParts();
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
  return (
    <div className="flex h-dvh overflow-hidden">
      <Sidebar me={me.data} />
      <div className="flex min-w-0 flex-1 flex-col bg-surface">
        <Banners />
        <main className="flex min-h-0 flex-1 flex-col">
          <Outlet />
        </main>
        <RunsBar />
        <BottomBar me={me.data} />
      </div>
    </div>
  );
}
