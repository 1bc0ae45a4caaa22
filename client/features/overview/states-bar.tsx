import { clsx } from "clsx";
import { Link } from "../../ui/link";
import type { LinkState } from "../../../shared/link-state";
import type { LinkStatesNow } from "../../../shared/overview-api";
import { formatNumber } from "../../lib/format";
import { RelativeTime } from "../../ui/relative-time";
import { LinkGlyph } from "../users/link-glyph";
import { statesInOrder, stateTitle } from "../users/link-states";
import { formatShare } from "./share";
import { t } from "./words";

/** What each state fills its part of the bar with: states of one colour are told apart by their pattern. */
const fills: Record<LinkState, string> = {
  failed: "bg-bad",
  conflict: "text-bad fill-slanted",
  broken: "text-bad fill-upright",
  drifted: "bg-warn",
  unlinked: "text-warn fill-slanted",
  convex_only: "text-warn fill-upright",
  crm_only: "text-warn fill-level",
  pending: "bg-wait",
  linked: "bg-ok/70",
  deleted: "bg-fg-3/45",
};

const usersIn = (state: LinkState) => `/users?state=${state}`;

/** Everybody by link state: one bar, and each state with its count and since when the oldest is in it. */
export function StatesBar({ links }: { links: LinkStatesNow }) {
  return (
    <section aria-label={t("states")} className="flex flex-col gap-3">
      <Bar links={links} />
      <ul className="grid grid-cols-5 gap-x-4 gap-y-1 max-lg:grid-cols-3 max-sm:grid-cols-[auto_auto_1fr] max-sm:gap-x-2 max-sm:gap-y-0">
        {statesInOrder.map((state) => (
          <StateLine key={state} state={state} links={links} />
        ))}
      </ul>
    </section>
  );
}

/** Drawn only: the same links, for everybody, are in the list below it. */
function Bar({ links: { states } }: { links: LinkStatesNow }) {
  return (
    <div aria-hidden className="flex h-5 gap-px overflow-hidden rounded-control">
      {statesInOrder
        .filter((state) => states[state].count > 0)
        .map((state) => (
          <Link
            key={state}
            to={usersIn(state)}
            tabIndex={-1}
            data-state={state}
            title={t("usersInState", { state: stateTitle(state), count: states[state].count })}
            className={clsx("min-w-1.5 basis-0 hover:opacity-80", fills[state])}
            style={{ flexGrow: states[state].count }}
          />
        ))}
    </div>
  );
}

function StateLine({ state, links: { total, states } }: { state: LinkState; links: LinkStatesNow }) {
  const { count, oldestAt } = states[state];
  return (
    <li className="max-sm:col-span-3 max-sm:grid max-sm:grid-cols-subgrid">
      <Link
        to={usersIn(state)}
        className={clsx(
          "grid h-full grid-cols-[1fr_auto] gap-x-2 rounded-control px-2 py-1.5 transition-colors hover:bg-hover",
          "max-sm:col-span-3 max-sm:grid-cols-subgrid max-sm:items-baseline",
          // What nobody is in must not draw the eye.
          count === 0 && "grayscale",
        )}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span aria-hidden className={clsx("size-3 shrink-0 rounded-[2px]", fills[state])} />
          <LinkGlyph state={state} />
        </span>
        <span className={clsx("nums text-right", count > 0 ? "font-semibold" : "text-fg-3")}>
          {formatNumber(count)}
        </span>
        <span className="nums text-sm text-fg-3 max-sm:text-right sm:col-span-2">
          {oldestAt === null || count === 0 ? (
            t("nobody")
          ) : (
            <>
              {formatShare(count, total)} · <span className="max-sm:sr-only">{t("oldest")} </span>
              <RelativeTime at={oldestAt} />
            </>
          )}
        </span>
      </Link>
    </li>
  );
}
