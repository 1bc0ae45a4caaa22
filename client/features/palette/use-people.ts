import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { UserLink } from "../../../shared/users-api";
import { useDebounced } from "../../lib/debounced";
import { useTRPC } from "../../lib/trpc";

const DEBOUNCE_MS = 120;
const SHOWN = 8;
const RECENT = 5;

/** The people that `typed` finds: by ID, e-mail, phone or words, as the search of the users screen does. */
export function usePeople(typed: string) {
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  useDebounced(typed.trim(), DEBOUNCE_MS, setQuery);
  const wanted = typed.trim() !== "";
  const list = useQuery(
    trpc.users.list.queryOptions(
      { query, limit: SHOWN },
      { enabled: wanted && query !== "", placeholderData: keepPreviousData },
    ),
  );
  const searching = wanted && (list.isFetching || query !== typed.trim());
  return { query, users: wanted && list.data ? list.data.rows : [], searching, error: list.error };
}

/** Who was looked at last, newest first: those whose data this page still holds. Nothing about people is stored for it. */
export function useRecentPeople(): UserLink[] {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return queryClient
    .getQueryCache()
    .findAll(trpc.users.get.queryFilter())
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
    .flatMap(({ state }) => (state.data as { row: UserLink } | undefined)?.row ?? [])
    .slice(0, RECENT);
}
