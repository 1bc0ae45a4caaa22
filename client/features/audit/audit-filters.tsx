import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AuditRow } from "../../../shared/audit-api";
import { useTRPC } from "../../lib/trpc";
import { FilterMenu } from "../../ui/filter-menu";
import { FilterRow } from "../../ui/log/filter-row";
import { IdFilter } from "../../ui/log/id-filter";
import { TimeFilter } from "../../ui/log/time-filter";
import { ActionFilter } from "./action-filter";
import { everything, isNarrowed, type AuditSearch } from "./audit-search";
import { t } from "./words";

type Props = {
  search: AuditSearch;
  rows: readonly AuditRow[];
  onChange: (changes: Partial<AuditSearch>) => void;
  children?: ReactNode;
};

/** Everything the audit can be narrowed by, beside the search for a request. */
export function AuditFilters({ search, rows, onChange, children }: Props) {
  const named = rows.find(({ person, target }) => person && target?.id !== search.about);
  return (
    <FilterRow narrowed={isNarrowed(search)} onClear={() => onChange(everything)} after={children}>
      <FilterMenu
        label={t("actor")}
        chosen={search.actor}
        onChange={(actor) => onChange({ actor })}
        options={useActors(search.actor, rows)}
      />
      <ActionFilter chosen={search.action} onChange={(action) => onChange({ action })} />
      <IdFilter
        label={t("about")}
        id={search.about}
        name={named?.person?.name ?? null}
        field={t("idAbout")}
        hint={t("idAboutHint")}
        submit={t("onlyAbout")}
        onChange={(about) => onChange({ about })}
      />
      <TimeFilter label={t("time")} from={search.from} to={search.to} onChange={onChange} />
    </FilterRow>
  );
}

/** Who can be chosen: those who are always there, every operator, and who is chosen already. */
function useActors(chosen: readonly string[], rows: readonly AuditRow[]) {
  const trpc = useTRPC();
  const { data: operators = [] } = useQuery(trpc.audit.actors.queryOptions(undefined, { staleTime: 60_000 }));
  const options = [
    { value: "operators", name: t("allOperators") },
    ...operators.map(({ id, name }) => ({ value: id, name })),
    { value: "members", name: t("allMembers") },
    { value: "tandem", name: "Tandem" },
    { value: "backend", name: t("backend") },
  ];
  const others = chosen.filter((id) => !options.some(({ value }) => value === id));
  const nameOf = (id: string) => rows.find(({ actor }) => actor.id === id)?.actor.name ?? id;
  return [...options, ...others.map((id) => ({ value: id, name: nameOf(id) }))];
}
