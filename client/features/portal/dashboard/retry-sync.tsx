import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatClock } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { callFailure } from "../call-failure";
import { t } from "./words";

const words = { unanswered: t("retryUnanswered"), unavailable: t("retryUnavailable") };

/** The member's own "try again", with what came of asking. `children` say when it happens by itself. */
export function RetrySync({ children }: { children: ReactNode }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const retry = useMutation(
    trpc.portal.retrySync.mutationOptions({
      onSuccess: (member) => queries.setQueryData(trpc.portal.me.queryKey(), member),
      // A session that has ended shows itself at the next look.
      onError: () => queries.invalidateQueries(trpc.portal.me.queryFilter()),
    }),
  );
  return (
    <div className="mt-5 flex flex-col items-start gap-3">
      <div className="text-fg-2">{children}</div>
      <Button size="lg" busy={retry.isPending} onClick={() => retry.mutate()}>
        {t(retry.isPending ? "trying" : "retryNow")}
      </Button>
      <p role="status" className="text-fg-2 empty:hidden">
        {retry.error ? callFailure(retry.error, words).message : null}
        {retry.isSuccess ? t("retryStarted", { time: formatClock(retry.submittedAt) }) : null}
      </p>
    </div>
  );
}
