import type { ReactNode, SubmitEvent } from "react";
import { SubmitRow } from "./submit-row";

type Props = {
  /** What the form is called, for who does not see it. */
  name: string;
  /** As `useForm` gives it. */
  form: {
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => Promise<void>;
    busy: boolean;
    failure: string | null;
    errorCount: number;
  };
  label: string;
  busyLabel: string;
  /** What happens while it is sent, where that takes long enough to be told. */
  meanwhile?: string;
  /** It takes something away. */
  danger?: boolean;
  className?: string;
  children: ReactNode;
};

/** A form of the portal: its fields, and below them what went wrong and the one button. */
export function PortalForm({ name, form, meanwhile = "", className = "gap-5", children, ...labels }: Props) {
  const { busy, failure, errorCount } = form;
  return (
    <form
      noValidate
      aria-label={name}
      onSubmit={(event) => void form.onSubmit(event)}
      className={`flex flex-col ${className}`}
    >
      {children}
      <SubmitRow {...labels} {...{ meanwhile, busy, failure, errorCount }} />
    </form>
  );
}
