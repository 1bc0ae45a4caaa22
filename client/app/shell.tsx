import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { Navigate, useLocation } from "react-router";
import type { Me } from "../../shared/session-api";
import { StepUpHost } from "../features/session/step-up-host";
import { lazyPart } from "../lib/lazy-part";
import { useTRPC } from "../lib/trpc";
import { Afterwards } from "../ui/afterwards";
import { Button } from "../ui/button";
import { QueryFailed } from "../ui/query-failed";
import { Desk } from "./desk";
import { usePresence } from "./use-presence";
import { useSignOut } from "./use-sign-out";
import { t } from "./words";

const MustEnrol = lazyPart(async () => (await import("../features/account/must-enrol")).MustEnrol);

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
  return (
    <>
      <SignedIn me={me.data} />
      <Afterwards>
        <StepUpHost />
      </Afterwards>
    </>
  );
}

/** The desk, or first the second factor without which it stays shut. */
function SignedIn({ me }: { me: Me }) {
  usePresence();
  // Until the recovery codes are kept: by then the server lets them in already.
  const [enrolling, setEnrolling] = useState(false);
  if (me.mustEnrol && !enrolling) setEnrolling(true);
  return enrolling ? <Enrolment onDone={() => setEnrolling(false)} /> : <Desk me={me} />;
}

function Enrolment({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const signOut = useSignOut();
  const done = async () => {
    await queryClient.invalidateQueries(trpc.session.me.queryFilter());
    onDone();
  };
  return (
    <Suspense>
      <MustEnrol onDone={() => void done()}>
        <Button variant="ghost" onClick={signOut}>
          {t("signOut")}
        </Button>
      </MustEnrol>
    </Suspense>
  );
}
