import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { LinkState } from "../../../shared/link-state";
import type { Tone } from "../../ui/chip";
import { stateLooks } from "./link-states";

const toneColours: Record<Tone, string> = {
  ok: "text-ok",
  wait: "text-wait",
  warn: "text-warn",
  bad: "text-bad",
  off: "text-off",
};

type Props = {
  state: LinkState;
  /** Whether the CRM side exists: decides the right dot of `pending` and `failed`. */
  hasContact?: boolean;
  /** A job runs this moment: the dots of `pending` move. */
  moving?: boolean;
  size?: "row" | "header";
  /** More about the state, after its word: the error class. */
  detail?: string | null;
};

/** Convex on the left, the CRM on the right, and what is between them; always with its word. */
export function LinkGlyph({ state, hasContact = true, moving = false, size = "row", detail }: Props) {
  const { word, tone } = stateLooks[state];
  const header = size === "header";
  return (
    <span className={clsx("inline-flex min-w-0 items-center", header ? "gap-3" : "gap-2", toneColours[tone])}>
      <svg
        viewBox="0 0 28 12"
        aria-hidden
        data-glyph={state}
        className={clsx("shrink-0", header ? "h-6 w-14" : "h-3 w-7")}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {drawings[state]({ hasContact, moving })}
      </svg>
      <span
        title={detail ? `${word} · ${detail}` : undefined}
        className={clsx("truncate", header ? "text-md font-semibold" : tone === "ok" && "text-fg-2")}
      >
        {word}
        {detail ? <span className="font-normal"> · {detail}</span> : null}
      </span>
    </span>
  );
}

const LEFT = 5;
const RIGHT = 23;

/** Drawn, and not components: a list has one glyph a row, and each would be three components more. */
const filled = (x: number, y = 6, r = 4) => <circle cx={x} cy={y} r={r} fill="currentColor" stroke="none" />;
const hollow = (x: number) => <circle cx={x} cy={6} r={3.25} />;
const other = (exists: boolean) => (exists ? filled(RIGHT) : hollow(RIGHT));

type Facts = { hasContact: boolean; moving: boolean };
const drawings: Record<LinkState, (facts: Facts) => ReactNode> = {
  linked: () => (
    <>
      {filled(LEFT)}
      <path d="M9 6h10" strokeWidth={1.75} />
      {filled(RIGHT)}
    </>
  ),
  pending: ({ hasContact, moving }) => (
    <>
      {filled(LEFT)}
      {[11, 14, 17].map((x, index) => (
        <circle
          key={x}
          cx={x}
          cy={6}
          r={1}
          fill="currentColor"
          stroke="none"
          className={moving ? "animate-[ui-travel_1.2s_ease-in-out_infinite]" : undefined}
          style={moving ? { animationDelay: `${index * 180}ms` } : undefined}
        />
      ))}
      {other(hasContact)}
    </>
  ),
  failed: ({ hasContact }) => (
    <>
      {filled(LEFT)}
      <path d="M9 6h1.75M17.25 6H19" strokeWidth={1.75} />
      <path d="M15.25 2l-2.5 8" strokeWidth={1.75} />
      {other(hasContact)}
    </>
  ),
  unlinked: () => (
    <>
      {filled(LEFT)}
      <path d="M10.4 6h2.8M14.8 6h2.8" strokeLinecap="butt" strokeWidth={1.75} />
      {filled(RIGHT)}
    </>
  ),
  convex_only: () => (
    <>
      {filled(LEFT)}
      {hollow(RIGHT)}
    </>
  ),
  crm_only: () => (
    <>
      {hollow(LEFT)}
      {filled(RIGHT)}
    </>
  ),
  drifted: () => (
    <>
      {filled(LEFT)}
      <path d="M9 6h2.75L14 2.5 16.25 6H19" />
      {filled(RIGHT)}
    </>
  ),
  conflict: () => (
    <>
      {filled(LEFT)}
      <path d="M9 6h2.5c3.5 0 4.5-3.25 9-3.25M11.5 6c3.5 0 4.5 3.25 9 3.25" />
      {filled(22.5, 2.75, 2.25)}
      {filled(22.5, 9.25, 2.25)}
    </>
  ),
  broken: () => (
    <>
      {filled(LEFT)}
      <path d="M9 6h6" strokeWidth={1.75} />
      <circle cx={RIGHT} cy={6} r={3.25} strokeDasharray="0.01 2.55" strokeWidth={1.6} />
    </>
  ),
  deleted: () => (
    <>
      <g opacity={0.55}>
        {filled(LEFT, 6, 3.5)}
        <path d="M9 6h10" />
        {filled(RIGHT, 6, 3.5)}
      </g>
      <path d="M8 11L20 1" />
    </>
  ),
};
