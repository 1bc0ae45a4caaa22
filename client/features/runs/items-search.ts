import { useSearchParams } from "react-router";
import { z } from "zod";
import { itemOutcomes } from "../../../shared/runs-api";

/** Which people of a run are shown, as the address says. */
const ItemsSearch = z.object({
  outcome: z.enum(itemOutcomes).optional().catch(undefined),
  cause: z.string().min(1).optional().catch(undefined),
});
export type ItemsSearch = z.infer<typeof ItemsSearch>;

/** What is shown, and the address of something else. */
export function useItemsSearch(): [ItemsSearch, (search: ItemsSearch) => string] {
  const [params] = useSearchParams();
  const said = Object.fromEntries(params);
  return [ItemsSearch.parse(said), addressOf];
}

function addressOf({ outcome, cause }: ItemsSearch): string {
  const params = new URLSearchParams({ ...(outcome ? { outcome } : {}), ...(cause ? { cause } : {}) });
  return params.size > 0 ? `?${params}` : "";
}
