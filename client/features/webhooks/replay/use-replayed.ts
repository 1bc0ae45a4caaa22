import { useQueryClient } from "@tanstack/react-query";
import type { ReplayResult } from "../../../../shared/replays-api";
import { useTRPC } from "../../../lib/trpc";
import { useToast } from "../../../ui/toast";
import { causeWord, outcomeWord } from "../outcomes";
import { t } from "./words";

/** Says what a replay has come to, and lets everything that shows webhooks look again. */
export function useReplayed() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  return async (result: ReplayResult) => {
    toast({ title: t("replayedTo", { outcome: outcomeWords(result) }), description: changesWords(result) });
    await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
  };
}

const outcomeWords = ({ outcome, cause }: ReplayResult) =>
  cause === null ? outcomeWord(outcome) : `${outcomeWord(outcome)}, ${causeWord(cause)}`;

export function changesWords({ changes, outcome }: ReplayResult): string {
  if (changes.length > 0) return t("fieldsChanged", { count: changes.length });
  return outcome === "applied" ? t("nothingLeft") : t("unchanged");
}
