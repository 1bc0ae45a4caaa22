import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { QueryFailed } from "../../ui/query-failed";
import { RelativeTime } from "../../ui/relative-time";
import { roleWords } from "../users/words";
import { t } from "./words";

/** Who has a link and has not used it yet; nothing while there is nobody. */
export function Invites({ refusal }: { refusal: string | null }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const invites = useQuery(trpc.operators.invites.queryOptions(undefined, { refetchInterval: 30_000 }));
  const withdraw = useMutation(
    trpc.operators.withdrawInvite.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.operators.invites.queryFilter()),
    }),
  );
  if (invites.error && !invites.data)
    return <QueryFailed query={invites} title={t("invitesNotLoaded")} safety={t("nothingChanged")} />;
  if (!invites.data?.length) return null;
  return (
    <section aria-label={t("invited")} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t("invited")}</h2>
      {withdraw.error ? (
        <Notice tone="bad" live>
          {describeError(withdraw.error).message}
        </Notice>
      ) : null}
      <ul className="rounded-panel border border-line">
        {invites.data.map(({ inviteId, email, role, invitedBy, expiresAt }) => (
          <li
            key={inviteId}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0"
          >
            <div className="min-w-48 flex-1">
              <div className="font-medium break-all">{email}</div>
              <div className="text-sm text-fg-3">
                {t.rich("invitedAs", {
                  role: roleWords(role),
                  who: invitedBy,
                  when: () => <RelativeTime at={expiresAt} />,
                })}
              </div>
            </div>
            <Button
              size="sm"
              aria-label={t("withdrawOf", { email })}
              busy={withdraw.isPending && withdraw.variables.inviteId === inviteId}
              disabledReason={refusal}
              onClick={() => withdraw.mutate({ inviteId })}
            >
              {t("withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
