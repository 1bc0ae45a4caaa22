import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { WebhookIssue } from "../../../../shared/webhooks-api";
import { useTRPC } from "../../../lib/trpc";
import { EmptyState } from "../../../ui/empty-state";
import { QueryFailed } from "../../../ui/query-failed";
import { LinesSkeleton } from "../../../ui/lines-skeleton";
import { WebhooksHeader } from "../webhooks-header";
import { IssueLine } from "./issue-line";
import { t } from "../words";

/** Webhooks that failed, by what is wrong with them. */
export function IssuesPage() {
  return (
    <>
      <WebhooksHeader />
      <div className="scroll-y min-h-0 flex-1">
        <Issues />
      </div>
    </>
  );
}

function Issues() {
  const trpc = useTRPC();
  const issues = useQuery(trpc.webhooks.issues.queryOptions(undefined, { refetchInterval: 5_000 }));
  if (issues.isPending) return <LinesSkeleton label={t("loadingIssues")} />;
  if (!issues.data)
    return <QueryFailed query={issues} title={t("issuesNotLoaded")} safety={t("nothingChanged")} />;
  if (issues.data.issues.length === 0) {
    return (
      <EmptyState icon={<CircleCheck aria-hidden />} title={t("noneFailed")}>
        {t("noneFailedHelp")}
      </EmptyState>
    );
  }
  return (
    <ul aria-label={t("issues")}>
      {inOrder(issues.data.issues).map((issue) => (
        <IssueLine key={issue.issueId} issue={issue} />
      ))}
    </ul>
  );
}

/** What nobody has looked at comes first, then what is known but not mended, then what is over. */
const inOrder = (issues: readonly WebhookIssue[]) =>
  issues.toSorted((one, other) => urgency(one) - urgency(other) || other.lastSeenAt - one.lastSeenAt);
const urgency = ({ open, acknowledged }: WebhookIssue) => (open === 0 ? 2 : acknowledged ? 1 : 0);
