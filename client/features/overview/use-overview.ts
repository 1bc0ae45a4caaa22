import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { overviewRanges, type OverviewRange } from "../../../shared/overview-api";
import { oneOf } from "../../lib/search-params";
import { useTRPC } from "../../lib/trpc";

const FOLLOW_MS = 10_000;

/** How far back the charts go, as the address says. */
export function useRange(): [OverviewRange, (range: OverviewRange) => void] {
  const [params, setParams] = useSearchParams();
  const range = oneOf(overviewRanges, params.get("range")) ?? "24h";
  return [range, (next) => setParams(next === "24h" ? {} : { range: next }, { replace: true })];
}

/** The overview, read again every few seconds. What was there stays until there is something newer, also of another range. */
export function useOverview(range: OverviewRange) {
  const trpc = useTRPC();
  const { data, error, isFetching, refetch } = useQuery(
    trpc.overview.get.queryOptions(
      { range },
      { refetchInterval: FOLLOW_MS, placeholderData: keepPreviousData },
    ),
  );
  const [last, setLast] = useState(data);
  if (data !== undefined && data !== last) setLast(data);
  return { data: data ?? last, error, isFetching, refetch };
}
