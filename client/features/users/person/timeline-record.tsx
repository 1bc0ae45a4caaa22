import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/trpc";
import { CodeBlock } from "../../../ui/code-block";
import { QueryFailed } from "../../../ui/query-failed";
import { Skeleton } from "../../../ui/skeleton";
import { timelineWords } from "./tab-words";

/** An event of the timeline as it is kept, and what a webhook brought as it came, as far as one may read them. */
export function TimelineRecord({ id, eventId }: { id: string; eventId: string }) {
  const trpc = useTRPC();
  const kept = useQuery(trpc.users.timelineRecord.queryOptions({ id, eventId }, { staleTime: Infinity }));
  if (kept.isPending) return <Skeleton className="my-2 h-16 w-full" />;
  if (!kept.data) return <QueryFailed query={kept} title={timelineWords("recordNotLoaded")} />;
  const { record, payload } = kept.data;
  if (record === null && payload === null)
    return <p className="text-sm text-fg-2">{timelineWords("nothingKept")}</p>;
  return (
    <div className="flex flex-col gap-2 py-1">
      {payload === null ? null : <CodeBlock label={timelineWords("payload")} text={indented(payload)} />}
      {record === null ? null : <CodeBlock label={timelineWords("record")} text={record} />}
    </div>
  );
}

/** JSON for people to read; what is none, as it came. */
function indented(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
