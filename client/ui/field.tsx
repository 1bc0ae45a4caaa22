import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { t } from "./words";

type ControlProps = { id: string; "aria-invalid"?: true; "aria-describedby"?: string; required?: boolean };
type Props = {
  label: ReactNode;
  /** What is wrong with it, in words; shown beside the control and read with it. */
  error?: string | null | undefined;
  hint?: ReactNode;
  required?: boolean;
  /** Says beside the label that it is required; to assistive technology the control says so itself. */
  marked?: boolean;
  children: (control: ControlProps) => ReactNode;
};

/** A labelled control with its hint and its error, wired for assistive technology. */
export function Field({ label, error, hint, required, marked = false, children }: Props) {
  const id = useId();
  const described = [error ? `${id}-error` : null, hint ? `${id}-hint` : null].filter(Boolean).join(" ");
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline gap-x-1.5">
        <label htmlFor={id} className="font-medium text-fg">
          {label}
        </label>
        {marked ? (
          <span aria-hidden className="text-sm text-fg-2">
            {t("required")}
          </span>
        ) : null}
      </div>
      {children({
        id,
        ...(error ? { "aria-invalid": true } : {}),
        ...(described ? { "aria-describedby": described } : {}),
        ...(required ? { required } : {}),
      })}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-bad">
          <CircleAlert aria-hidden className="mt-[0.2em] size-3.5 shrink-0" />
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-fg-2">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
