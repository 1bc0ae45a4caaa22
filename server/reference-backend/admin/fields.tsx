/** @jsxRuntime automatic */
/** @jsxImportSource react */
// Said here too, because the backend may be started from a folder where no tsconfig says it.
import type { ReactNode } from "react";

/** What was wrong with a form: a sentence for each field at fault. */
export type Faults = Readonly<Record<string, string>>;

interface FieldProps {
  label: string;
  name: string;
  value?: string | number | undefined;
  type?: "text" | "email" | "search" | "number";
  faults?: Faults;
  hint?: string;
  wide?: boolean;
  min?: number;
  max?: number;
  required?: boolean;
}

/** A labelled field of one line, with what was wrong with it. */
export function Field({ label, name, value, type = "text", faults = {}, hint, wide, ...limits }: FieldProps) {
  const { id, fault, describedBy } = idsOf(name, faults);
  return (
    <div className={wide ? "wide" : undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        {...{ id, name, type, ...limits }}
        defaultValue={value}
        autoComplete="off"
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy}
      />
      {hint && <span className="hint">{hint}</span>}
      <Fault id={`${id}-fault`} text={fault} />
    </div>
  );
}

interface SelectProps {
  label: string;
  name: string;
  value?: string | undefined;
  /** Values and what they are called. */
  options: readonly (readonly [value: string, name: string])[];
  faults?: Faults;
}

export function Select({ label, name, value, options, faults = {} }: SelectProps) {
  const { id, fault, describedBy } = idsOf(name, faults);
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select {...{ id, name }} defaultValue={value} aria-describedby={describedBy}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      <Fault id={`${id}-fault`} text={fault} />
    </div>
  );
}

/** A field of several lines. */
export function Lines({ label, name, value, hint, faults = {} }: Omit<FieldProps, "type">) {
  const { id, fault, describedBy } = idsOf(name, faults);
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <textarea {...{ id, name }} rows={3} defaultValue={value} aria-describedby={describedBy} />
      {hint && <span className="hint">{hint}</span>}
      <Fault id={`${id}-fault`} text={fault} />
    </div>
  );
}

/** A box to tick. */
export function Check({ name, value, checked, children }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>{children}</span>
    </label>
  );
}

interface CheckProps {
  name: string;
  value: string;
  checked: boolean;
  children: ReactNode;
}

/** Says above a form that it was not taken. */
export function Refused({ faults }: { faults: Faults }) {
  if (Object.keys(faults).length === 0) return null;
  return (
    <p className="notice bad" role="alert">
      Nothing was changed:{" "}
      {Object.entries(faults)
        .map(([name, text]) => `${name} ${text}`)
        .join("; ")}
      .
    </p>
  );
}

function Fault({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <span id={id} className="hint error">
      {text}
    </span>
  );
}

function idsOf(name: string, faults: Faults) {
  const id = `field-${name}`;
  const fault = faults[name];
  return { id, fault, describedBy: fault ? `${id}-fault` : undefined };
}
