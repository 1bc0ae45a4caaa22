import { useState, type FormEvent, type ReactNode } from "react";
import type { ApiProblem } from "../../lib/api-error";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { t } from "./words";

type Props = {
  by: "password" | "code";
  hint?: string;
  problem: ApiProblem | null;
  onProof: (text: string) => void;
  /** Not in a dialog, which sees to it and gives the focus back. */
  autoFocus?: boolean;
  /** The buttons; one of them submits. */
  children: ReactNode;
};

/** By what somebody proves who they are: their password, or a code of their second factor. Mistakes are told beside it. */
export function ProofForm({ by, hint, problem, onProof, autoFocus, children }: Props) {
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onProof(text);
    setText("");
  };
  const isBeside = problem?.field === by;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t(by)} hint={hint} error={isBeside ? problem.message : null}>
        {(control) => (
          <Input
            {...control}
            name={by}
            type={by === "password" ? "password" : "text"}
            autoComplete={by === "password" ? "current-password" : "one-time-code"}
            required
            autoFocus={autoFocus}
            className={by === "code" ? "nums tracking-widest" : undefined}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {problem && !isBeside ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      {children}
    </form>
  );
}
