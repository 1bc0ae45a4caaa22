import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "./button";
import { t } from "./words";

type Pages = Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetchingNextPage"> & {
  fetchNextPage: () => unknown;
};

/** The button below a list that is read page by page; nothing where that was the last page. */
export function ShowMore({ pages, label = t("showMore") }: { pages: Pages; label?: string }) {
  if (!pages.hasNextPage) return null;
  return (
    <Button
      size="sm"
      className="m-3 self-start"
      busy={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {label}
    </Button>
  );
}
