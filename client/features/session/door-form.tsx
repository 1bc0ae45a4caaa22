import { useState, type FormEvent } from "react";
import type { z } from "zod";
import type { ApiProblem } from "../../lib/api-error";
import { wordIssue } from "../../lib/word-issue";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";

export type DoorField<Name extends string> = {
  name: Name;
  label: string;
  type: "text" | "email" | "password";
  autoComplete: string;
  hint: string | null;
};

type Props<Name extends string, Data> = {
  fields: readonly DoorField<Name>[];
  /** What the fields and the link's token have to be together. */
  schema: z.ZodType<Data>;
  token: string;
  button: string;
  busy: boolean;
  problem: ApiProblem | null;
  onSubmit: (data: Data) => void;
};

/** What somebody fills in who comes by a link: mistakes are told beside the field, when they have finished. */
export function DoorForm<Name extends string, Data>(props: Props<Name, Data>) {
  const { fields, schema, token, button, busy, problem, onSubmit } = props;
  const [values, setValues] = useState<Partial<Record<Name, string>>>({});
  const [mistakes, setMistakes] = useState<Partial<Record<string, string>>>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const empty = Object.fromEntries(fields.map(({ name }) => [name, ""]));
    const parsed = schema.safeParse({ token, ...empty, ...values });
    if (parsed.success) {
      setMistakes({});
      return onSubmit(parsed.data);
    }
    const { issues } = parsed.error;
    const input = event.currentTarget.elements.namedItem(String(issues[0]?.path[0]));
    if (input instanceof HTMLInputElement) input.focus();
    setMistakes(Object.fromEntries(issues.toReversed().map((issue) => [issue.path[0], wordIssue(issue)])));
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {fields.map(({ name, label, type, autoComplete, hint }) => (
        <Field
          key={name}
          label={label}
          hint={mistakes[name] ? null : hint}
          error={mistakes[name] ?? (problem?.field === name ? problem.message : null)}
        >
          {(control) => (
            <Input
              {...control}
              type={type}
              name={name}
              autoComplete={autoComplete}
              required
              value={values[name] ?? ""}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {problem && !fields.some(({ name }) => name === problem.field) ? (
        <Notice tone="bad" live>
          {problem.message}
        </Notice>
      ) : null}
      <Button type="submit" variant="primary" busy={busy}>
        {button}
      </Button>
    </form>
  );
}
