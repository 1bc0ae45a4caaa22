import { useMutation } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Me } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { buttonLook } from "../../ui/button-look";
import { Link } from "../../ui/link";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { CodeStep } from "./code-step";
import { Door } from "./door";
import { safeNext } from "./safe-next";
import { tellConfirmed } from "./sign-on-channel";
import { useEntered } from "./use-entered";
import { t } from "./words";

/** Where the identity provider leads people back to: what it answered is judged by the server. */
export function SignOnPage() {
  const trpc = useTRPC();
  const entered = useEntered();
  const enter = ({ me, next }: { me: Me; next: string }) => entered(me, safeNext(next));
  const finish = useMutation(
    trpc.session.finishSignOn.mutationOptions({
      onSuccess: async (finished) => {
        if (finished.is === "in") await enter(finished);
        if (finished.is === "confirmed") leave();
      },
    }),
  );
  const giveCode = useMutation(trpc.session.signOnCode.mutationOptions({ onSuccess: enter }));
  const navigate = useNavigate();
  useAnswer((answer) => finish.mutate({ answer }));
  if (finish.data?.is === "code wanted") {
    return (
      <CodeStep
        busy={giveCode.isPending}
        problem={giveCode.error ? describeError(giveCode.error) : null}
        onCode={(code) => giveCode.mutate({ code })}
        onBack={() => void navigate("/sign-in", { replace: true })}
      />
    );
  }
  if (finish.data?.is === "confirmed")
    return <Door title={t("confirmed")} intro={t("closeWindow")} children={null} />;
  if (finish.error) {
    return (
      <Door title={t("notSignedIn")}>
        <Notice tone="bad" live>
          {describeError(finish.error).message}
        </Notice>
        <Link to="/sign-in" className={buttonLook("primary")}>
          {t("toSignIn")}
        </Link>
      </Door>
    );
  }
  return (
    <Door title={t("signInTitle")}>
      <div role="status" aria-label={t("signingIn")}>
        <Skeleton className="h-8" />
      </div>
    </Door>
  );
}

/** The page that waits goes on; this window has done its work, where it may close itself. */
function leave(): void {
  tellConfirmed();
  window.close();
}

/** Hands the answer over, once: it is of no use twice. It is taken out of the address, which is kept and shown. */
function useAnswer(onAnswer: (answer: string) => void): void {
  const { search, pathname } = useLocation();
  const [answer] = useState(search);
  const hand = useEffectEvent(onAnswer);
  useEffect(() => {
    if (taken === answer) return;
    taken = answer;
    window.history.replaceState(window.history.state, "", pathname);
    hand(answer || "?");
  }, [answer, pathname]);
}

/** Also when React mounts a page twice to try it. */
let taken: string | null = null;
