import { useQuery } from "@tanstack/react-query";
import { Link } from "../../ui/link";
import type { Silence } from "../../../shared/reconcile-api";
import { useNow } from "../../lib/clock";
import { formatDuration } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { RelativeTime } from "../../ui/relative-time";
import { silenceWords } from "./silence-words";
import { t } from "./words";

/** Silence is an incident too: says when the backend has sent no webhook for longer than is usual. */
export function SilenceNotice() {
  const trpc = useTRPC();
  const silence = useQuery(trpc.reconcile.silence.queryOptions(undefined, { refetchInterval: 30_000 }));
  if (silence.isPending) return <Skeleton className="my-1 w-72 max-w-full" />;
  return silence.data ? <SilenceWords silence={silence.data} /> : null;
}

export function SilenceWords({ silence }: { silence: Silence }) {
  const now = useNow();
  const { lastAt, usualGapMs } = silence;
  const alarm = silenceWords(silence, now);
  if (lastAt === null) return <p className="text-fg-2">{t("noWebhookYet")}</p>;
  if (alarm) {
    return (
      <Notice tone="warn" live>
        <span className="font-medium">{alarm}</span>{" "}
        {t.rich("silenceHelp", {
          refused: (text) => (
            <Link to="/webhooks?outcome=rejected" className="underline">
              {text}
            </Link>
          ),
        })}
      </Notice>
    );
  }
  return (
    <p className="text-fg-2">
      {t.rich(usualGapMs === null ? "lastWebhook" : "lastWebhookUsually", {
        when: () => <RelativeTime at={lastAt} />,
        gap: formatDuration(usualGapMs ?? 0),
      })}
    </p>
  );
}
