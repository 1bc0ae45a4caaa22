import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate } from "react-router";
import { SetUpInput } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { home } from "./safe-next";
import { t } from "./words";

const fields = [
  { name: "name", label: t("name"), type: "text", autoComplete: "name", hint: null },
  { name: "email", label: t("email"), type: "email", autoComplete: "username", hint: null },
  {
    name: "password",
    label: t("password"),
    type: "password",
    autoComplete: "new-password",
    hint: t("passwordHint"),
  },
] as const;
type Name = (typeof fields)[number]["name"];

export function SetUpForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [values, setValues] = useState<Record<Name, string>>({ name: "", email: "", password: "" });
  const [mistakes, setMistakes] = useState<Partial<Record<Name, string>>>({});
  const setUp = useMutation(
    trpc.session.setUp.mutationOptions({
      onSuccess: async (me) => {
        queryClient.clear();
        queryClient.setQueryData(trpc.session.me.queryKey(), me);
        await navigate(home, { replace: true });
      },
    }),
  );
  const problem = setUp.error ? describeError(setUp.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = SetUpInput.safeParse({ token, ...values });
    if (parsed.success) {
      setMistakes({});
      return setUp.mutate(parsed.data);
    }
    const { issues } = parsed.error;
    const [first] = issues;
    const input = event.currentTarget.elements.namedItem(String(first?.path[0]));
    if (input instanceof HTMLInputElement) input.focus();
    setMistakes(Object.fromEntries(issues.toReversed().map((issue) => [issue.path[0], issue.message])));
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
              value={values[name]}
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
      <Button type="submit" variant="primary" busy={setUp.isPending}>
        {t("setUp")}
      </Button>
    </form>
  );
}
