import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTRPC } from "../../lib/trpc";

/** The way to the run before or after this one, by its name once that is known. */
export function RelatedRun({ runId, children }: { runId: string; children: ReactNode }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.get.queryOptions({ runId }));
  return (
    <p className="text-fg-2">
      {children}{" "}
      <Link to={`/runs/${runId}`} className="rounded-sm text-accent hover:underline">
        {data ? `“${data.name}”` : "another run"}
      </Link>
    </p>
  );
}
