import { useQueryClient } from "@tanstack/react-query";
import type { ReplayResult } from "../../../../shared/webhooks-api";
import { plural } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { useToast } from "../../../ui/toast";
import { causeWord } from "../outcomes";

/** Says what a replay has come to, and lets everything that shows webhooks look again. */
export function useReplayed() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  return async (result: ReplayResult) => {
    toast({ title: `Replayed: ${outcomeWords(result)}`, description: changesWords(result) });
    await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
  };
}

const outcomeWords = ({ outcome, cause }: ReplayResult) =>
  cause === null ? outcome : `${outcome}, ${causeWord(cause)}`;

export function changesWords({ changes, outcome }: ReplayResult): string {
  if (changes.length > 0) return `${plural(changes.length, "field", "fields")} changed.`;
  return outcome === "applied" ? "There was nothing left to change." : "Nothing was changed.";
}
