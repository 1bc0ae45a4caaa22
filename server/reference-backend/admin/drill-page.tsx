/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { Drill } from "../chaos/chaos";
import type { Fault } from "../chaos/settings";
import { DrillFields } from "./drill-fields";
import { FAULT_WORDS } from "./fault-words";
import { type Faults, Refused } from "./fields";
import { type Frame, render } from "./page";
import { Address, ButtonForm, Table, When } from "./parts";
import { DRILL_PATH } from "./paths";

/** What is on, and what was typed when a drill could not be started. Times are Unix milliseconds. */
export interface DrillView {
  now: number;
  drills: readonly Drill[];
  typed?: URLSearchParams;
  faults?: Faults;
}

/** The fire drill: what is on, and a form that starts more. */
export function renderDrill(frame: Frame, { now, drills, typed, faults = {} }: DrillView): string {
  return render(
    frame,
    <>
      <Refused faults={faults} />
      <h2>On now</h2>
      <Table
        label="Faults that are on"
        columns={["Fault", "What it does", "Strikes", "Whom", "Ends", "Stop"]}
        rows={drills.map((drill) => ({ key: drill.id, cells: cellsOf(drill, now) }))}
        none="Nothing: the backend works as it should."
      />
      <h2>Start a drill</h2>
      <p>
        The backend fails on purpose, until the time is over or somebody stops it. A restart ends it, too.
      </p>
      <DrillFields typed={typed ?? new URLSearchParams()} faults={faults} />
    </>,
  );
}

/** What stands there where drills are not allowed. */
export function renderClosedDrill(frame: Frame): string {
  return render(
    frame,
    <p>
      Fire drills are closed here, so that nobody makes a backend fail that people rely on. To open them,
      start the backend with <code>BACKEND_CHAOS=1</code>.
    </p>,
  );
}

function cellsOf({ id, fault }: Drill, now: number) {
  const [name, does] = FAULT_WORDS[fault.mode];
  const whom = fault.match ? [fault.match.email].flat().join(", ") : "everybody";
  return [
    name,
    [does, severityOf(fault)].filter(Boolean).join(", "),
    fault.share >= 1 ? "always" : `${Math.round(fault.share * 100)} %`,
    <Address key="whom" text={whom} />,
    <Ends key="ends" untilMs={fault.untilMs} now={now} />,
    <ButtonForm key="stop" action={`${DRILL_PATH}/${id}/stop`} label={`Stop ${name}`} />,
  ];
}

function Ends({ untilMs, now }: { untilMs: number; now: number }) {
  return (
    <span>
      {`${leftOf(untilMs - now)} left, `}
      <When at={untilMs} />
    </span>
  );
}

function severityOf({ mode, delayMs, retryAfterS, skewS, holdS, phase }: Fault): string {
  if (mode === "slow") return `by ${(delayMs ?? 10_000) / 1000} s`;
  if (mode === "rate_limited") return `in ${retryAfterS} s`;
  if (mode === "webhook_clock_skew") return `by ${skewS} s`;
  if (mode === "webhook_out_of_order") return `or holds it for ${holdS} s`;
  return phase === "after" ? "after the work is done" : "";
}

/** `ms` as its two greatest units. */
function leftOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes < 1 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
