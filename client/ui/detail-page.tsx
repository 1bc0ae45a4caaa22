import type { UseQueryResult } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "./link";
import { buttonLook } from "./button-look";
import { DetailSkeleton } from "./detail-skeleton";
import { QueryFailed } from "./query-failed";

type Props<Detail> = {
  query: UseQueryResult<Detail, unknown>;
  /** The list it is in, and what that is called. */
  listAt: string;
  list: string;
  loading: string;
  notLoaded: string;
  safety: string;
  children: (detail: Detail) => ReactNode;
};

/** The page of one thing out of a list, with the way back. */
export function DetailPage<Detail>({ query, listAt, list, children, ...words }: Props<Detail>) {
  return (
    <div className="scroll-y min-h-0 flex-1">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-3 sm:px-5">
        <Link to={listAt} className={`${buttonLook("ghost", "sm")} -ml-2 self-start`}>
          <ArrowLeft aria-hidden className="size-3.5" />
          {list}
        </Link>
        {query.data !== undefined ? (
          children(query.data)
        ) : query.error ? (
          <QueryFailed query={query} title={words.notLoaded} safety={words.safety} />
        ) : (
          <DetailSkeleton label={words.loading} />
        )}
      </div>
    </div>
  );
}
