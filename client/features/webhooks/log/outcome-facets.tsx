import { webhookOutcomes, type WebhookFacets } from "../../../../shared/webhooks-api";
import { FacetLinks } from "../../../ui/facet-links";
import { countWords } from "../use-facets";
import { writeWebhooksSearch, type WebhooksSearch } from "../webhooks-search";
import { t } from "./words";
import { outcomeWord } from "../outcomes";

const titleOf = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

type Props = {
  search: WebhooksSearch;
  params: URLSearchParams;
  facets: WebhookFacets | undefined;
  onChange: (changes: Partial<WebhooksSearch>) => void;
};

/** The log by outcome, counted under everything else it is narrowed to. */
export function OutcomeFacets({ search, params, facets, onChange }: Props) {
  const total = facets && Object.values(facets.outcomes).reduce((sum, count) => sum + count, 0);
  const leadingTo = (outcome: WebhooksSearch["outcome"]) => ({
    to: { search: writeWebhooksSearch(params, { outcome, open: null }).toString() },
    onPick: () => onChange({ outcome, open: null }),
  });
  const shown = (count: number | undefined) => ({
    count: count === undefined || !facets ? null : countWords(count, facets.exact),
  });
  return (
    <FacetLinks
      label={t("outcomes")}
      facets={[
        {
          key: "all",
          ...leadingTo([]),
          current: search.outcome.length === 0,
          name: t("all"),
          ...shown(total),
        },
        ...webhookOutcomes.map((outcome) => ({
          key: outcome,
          ...leadingTo([outcome]),
          current: search.outcome.includes(outcome),
          name: titleOf(outcomeWord(outcome)),
          ...shown(facets?.outcomes[outcome]),
        })),
      ]}
    />
  );
}
