import type { ReactNode } from "react";
import { TextField } from "./text-field";
import type { FieldState } from "./use-form";

type Props = {
  label: string;
  state: FieldState<string>;
  /** `username` where an account is looked for: password managers fill in the one they know. */
  autoComplete: "email" | "username";
  hint?: ReactNode;
};

/** An e-mail address: a phone shows the keys for it and corrects nothing. */
export const EmailField = (props: Props) => (
  <TextField {...props} type="email" inputMode="email" autoCapitalize="none" spellCheck={false} />
);
