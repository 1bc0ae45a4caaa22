import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { userStatuses } from "../../../shared/users-list";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { FilterMenu } from "../../ui/filter-menu";
import { CreatedFilter } from "./created-filter";
import { errorCodes, errorWord } from "./error-words";
import { LinkGlyph } from "./link-glyph";
import { statesInOrder, stateTitle } from "./link-states";
import { isNarrowed, type UsersSearch } from "./users-search";

type Props = { search: UsersSearch; onChange: (changes: Partial<UsersSearch>) => void; children?: ReactNode };

/** Everything the list can be narrowed by, beside the words of the search. */
export function FiltersBar({ search, onChange, children }: Props) {
  const trpc = useTRPC();
  const { data: facets } = useQuery(trpc.users.facets.queryOptions());
  return (
    <div className="flex shrink-0 items-center gap-2 overflow-x-auto border-b border-line px-3 py-1.5 [scrollbar-width:none]">
      <FilterMenu
        label="State"
        chosen={search.state}
        onChange={(state) => onChange({ state })}
        options={statesInOrder.map((state) => ({
          value: state,
          name: stateTitle(state),
          drawn: <LinkGlyph state={state} />,
          count: facets ? formatNumber(facets.states[state]) : "",
        }))}
      />
      <FilterMenu
        label="Account"
        chosen={search.status}
        onChange={(status) => onChange({ status })}
        options={userStatuses.map((status) => ({ value: status, name: status }))}
      />
      <CreatedFilter from={search.from} to={search.to} onChange={onChange} />
      <FilterMenu
        label="Error"
        chosen={search.error}
        onChange={(error) => onChange({ error })}
        options={errorCodes.map((code) => ({ value: code, name: errorWord(code) }))}
      />
      {isNarrowed(search) ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onChange({ q: "", state: [], status: [], error: [], from: null, to: null })}
        >
          Clear all
        </Button>
      ) : null}
      <div className="ml-auto flex items-center gap-3 pl-2 whitespace-nowrap text-fg-3">{children}</div>
    </div>
  );
}
