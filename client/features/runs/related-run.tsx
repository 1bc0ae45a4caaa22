import { useQuery } from "@tanstack/react-query";
import { Link } from "../../ui/link";
import { useTRPC } from "../../lib/trpc";
import { t } from "./words";

/** The way to the run before or after this one, by its name once that is known. */
export function RelatedRun({ runId, how }: { runId: string; how: "triesAgain" | "triedAgainIn" }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.get.queryOptions({ runId }));
  return (
    <p className="text-fg-2">
      {t.rich(how, {
        run: data ? t("quoted", { text: data.name }) : t("anotherRun"),
        a: (text) => (
          <Link to={`/runs/${runId}`} className="rounded-sm text-accent hover:underline">
            {text}
          </Link>
        ),
      })}
    </p>
  );
}
