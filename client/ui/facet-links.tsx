import { clsx } from "clsx";
import type { To } from "react-router";
import { Link } from "./link";

export type Facet = {
  key: string;
  to: To;
  current: boolean;
  name: string;
  count: string | null;
  /** What a plain click does instead of following `to`, for an address that may have changed since it was drawn. */
  onPick?: () => void;
};

/** The main cuts through a list, each a link with its count. */
export function FacetLinks({ label, facets }: { label: string; facets: Facet[] }) {
  return (
    <nav
      aria-label={label}
      className="flex shrink-0 items-stretch gap-1 overflow-x-auto border-b border-line px-2 [scrollbar-width:none]"
    >
      {facets.map((facet) => (
        <Link
          key={facet.key}
          to={facet.to}
          aria-current={facet.current ? "true" : undefined}
          onClick={(event) => {
            if (!facet.onPick || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            facet.onPick();
          }}
          className={clsx(
            "-mb-px flex h-9 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap transition-colors",
            "focus-visible:-outline-offset-2",
            facet.current
              ? "border-accent font-medium text-fg"
              : "border-transparent text-fg-2 hover:text-fg",
          )}
        >
          {facet.name}
          <span className="nums text-sm font-normal text-fg-3">{facet.count ?? ""}</span>
        </Link>
      ))}
    </nav>
  );
}
