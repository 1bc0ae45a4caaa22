/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import { API_FAULTS, type Fault, WEBHOOK_FAULTS } from "../chaos/settings";
import { FAULT_WORDS } from "./fault-words";
import { Check, type Faults, Field, Lines, Select } from "./fields";
import { DRILL_PATH } from "./paths";

/** The form that starts a drill, with what was typed when it was not taken. */
export function DrillFields({ typed, faults }: { typed: URLSearchParams; faults: Faults }) {
  const value = (name: string, otherwise: string) => typed.get(name) ?? otherwise;
  return (
    <form method="post" action={DRILL_PATH}>
      <Kinds legend="Calls of the API" modes={API_FAULTS} ticked={typed.getAll("faults")} />
      <Kinds legend="Webhooks" modes={WEBHOOK_FAULTS} ticked={typed.getAll("faults")} />
      <div className="fields">
        <Field
          {...{ label: "For how many minutes", name: "minutes", type: "number", min: 1, max: 240, faults }}
          value={value("minutes", "5")}
        />
        <Field
          {...{
            label: "Share that is struck, in %",
            name: "share",
            type: "number",
            min: 1,
            max: 100,
            faults,
          }}
          value={value("share", "100")}
        />
        <Lines
          {...{ label: "Only these people", name: "people", faults }}
          hint="One e-mail a line, or part of one. Empty: everybody."
          value={value("people", "")}
        />
      </div>
      <details open={typed.size > 0}>
        <summary>How bad it is</summary>
        <Severity value={value} faults={faults} />
      </details>
      <button className="main">Start the drill</button>
    </form>
  );
}

function Severity({ value, faults }: { value: (name: string, otherwise: string) => string; faults: Faults }) {
  return (
    <div className="fields">
      <Select
        label="An API call fails"
        name="phase"
        value={value("phase", "before")}
        options={[
          ["before", "before its work is done"],
          ["after", "after its work is done"],
        ]}
      />
      <Field
        {...{ label: "Slow: by how many seconds", name: "delayS", type: "number", min: 1, max: 600, faults }}
        value={value("delayS", "10")}
      />
      <Field
        {...{ label: "429: come back after, in s", name: "retryAfterS", type: "number", min: 0, faults }}
        value={value("retryAfterS", "30")}
      />
      <Field
        {...{ label: "Wrong clock: seconds ahead", name: "skewS", type: "number", faults }}
        hint="Less than 0: behind. Receivers allow 300."
        value={value("skewS", "600")}
      />
    </div>
  );
}

function Kinds({
  legend,
  modes,
  ticked,
}: {
  legend: string;
  modes: readonly Fault["mode"][];
  ticked: string[];
}) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="fields" style={{ marginBottom: 0 }}>
        {modes.map((mode) => (
          <Check key={mode} name="faults" value={mode} checked={ticked.includes(mode)}>
            {FAULT_WORDS[mode][0]}
            <span className="hint">{FAULT_WORDS[mode][1]}</span>
          </Check>
        ))}
      </div>
    </fieldset>
  );
}
