import { useState } from "react";
import { useSearchParams } from "react-router";
import { z } from "zod";
import { itemOutcomes, type RunView } from "../../../shared/runs-api";

/** Which people of a run are shown, as the address says. */
const ItemsSearch = z.object({
  outcome: z
    .enum([...itemOutcomes, "all"])
    .optional()
    .catch(undefined),
  cause: z.string().min(1).optional().catch(undefined),
});
type Said = z.infer<typeof ItemsSearch>;
/** Without an outcome: everybody. */
export type ItemsSearch = { outcome?: RunOutcome | undefined; cause?: string | undefined };
type RunOutcome = Exclude<Said["outcome"], "all" | undefined>;

/** What the address says, and the address of something else. */
export function useItemsSearch(): [Said, (search: Said) => string] {
  const [params] = useSearchParams();
  const said = Object.fromEntries(params);
  return [ItemsSearch.parse(said), addressOf];
}

/**
 * What is shown of a run. Where somebody failed the failed come first, unless the address says otherwise; that is settled
 * when the run is opened, so that nothing jumps away under who is reading while it goes on.
 */
export function useShownItems({ failed }: Pick<RunView, "failed">): ItemsSearch {
  const [failedFirst] = useState(failed > 0);
  const [{ outcome, cause }] = useItemsSearch();
  if (outcome === "all") return { cause };
  return { outcome: outcome ?? (failedFirst && !cause ? "failed" : undefined), cause };
}

function addressOf({ outcome, cause }: Said): string {
  const params = new URLSearchParams({ ...(outcome ? { outcome } : {}), ...(cause ? { cause } : {}) });
  return params.size > 0 ? `?${params}` : "";
}
