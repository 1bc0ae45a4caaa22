import { useQuery } from "@tanstack/react-query";
import type { WebhookIssue } from "../../../../shared/webhooks-api";
import { useTRPC } from "../../../lib/trpc";

const FOLLOW_MS = 10_000;

/** How many causes of failure nobody looks after yet. */
export function useOpenIssues(): number {
  const trpc = useTRPC();
  const issues = useQuery(trpc.webhooks.issues.queryOptions(undefined, { refetchInterval: FOLLOW_MS }));
  return issues.data?.issues.filter(isNew).length ?? 0;
}

const isNew = ({ open, acknowledged }: WebhookIssue) => open > 0 && acknowledged === null;
