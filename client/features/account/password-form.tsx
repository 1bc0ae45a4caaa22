import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { ChangePasswordInput } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { wordIssue } from "../../lib/word-issue";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { useToast } from "../../ui/toasts";
import { t } from "./words";

const nothing = { current: "", password: "" };
const fields = [
  { name: "current", label: t("currentPassword"), autoComplete: "current-password", hint: null },
  { name: "password", label: t("newPassword"), autoComplete: "new-password", hint: t("passwordHint") },
] as const;

/** Another password, for who knows the one they have. */
export function PasswordForm() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const toast = useToast();
  const [values, setValues] = useState(nothing);
  const [mistake, setMistake] = useState<{ field: string; message: string } | null>(null);
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: async ({ ended }) => {
        setValues(nothing);
        toast.add({ title: t("passwordChanged", { count: ended }) });
        await queryClient.invalidateQueries(trpc.session.list.queryFilter());
      },
    }),
  );
  const problem = mistake ?? (change.error ? describeError(change.error) : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = ChangePasswordInput.safeParse(values);
    const issue = parsed.error?.issues[0];
    setMistake(issue ? { field: String(issue.path[0]), message: wordIssue(issue) } : null);
    if (parsed.success) change.mutate(parsed.data);
  };
  return (
    <section aria-label={t("password")} className="flex flex-col gap-3">
      <h2 className="font-semibold">{t("password")}</h2>
      <form onSubmit={submit} noValidate className="flex max-w-sm flex-col gap-4">
        {fields.map(({ name, label, autoComplete, hint }) => (
          <Field
            key={name}
            label={label}
            hint={hint}
            error={problem?.field === name ? problem.message : null}
          >
            {(control) => (
              <Input
                {...control}
                type="password"
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
        <Button type="submit" className="self-start" busy={change.isPending}>
          {t("changePassword")}
        </Button>
      </form>
    </section>
  );
}
