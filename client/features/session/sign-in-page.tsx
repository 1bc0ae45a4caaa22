import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { Door } from "./door";
import { safeNext } from "./safe-next";
import { t } from "./words";

export function SignInPage() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useMutation(
    trpc.session.signIn.mutationOptions({
      onSuccess: async (me) => {
        queryClient.clear();
        queryClient.setQueryData(trpc.session.me.queryKey(), me);
        await navigate(safeNext(params.get("next")), { replace: true });
      },
    }),
  );
  const problem = signIn.error ? describeError(signIn.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  return (
    <Door title={t("signInTitle")} intro={t("signInIntro")}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("password")}>
          {(control) => (
            <Input
              {...control}
              type="password"
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {problem ? (
          <Notice tone="bad" live>
            {problem.message}
          </Notice>
        ) : null}
        <Button type="submit" variant="primary" busy={signIn.isPending}>
          {t("signIn")}
        </Button>
        <a href="/portal" className="text-center text-accent hover:underline">
          {t("toPortal")}
        </a>
      </form>
    </Door>
  );
}
