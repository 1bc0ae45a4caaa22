import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useLocation, useSearchParams } from "react-router";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Notice } from "../../ui/notice";
import { CodeStep } from "./code-step";
import { Door } from "./door";
import { safeNext } from "./safe-next";
import { SignOnButton } from "./sign-on-button";
import { useEntered } from "./use-entered";
import { t } from "./words";

/** What the page behind a reset link says when it leads here. */
export type FromReset = { changed: true };

/** E-mail and password; and of who has a second factor, once those are right, a code. Or the identity provider. */
export function SignInPage() {
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  const isChanged = (useLocation().state as FromReset | null)?.changed === true;
  const entered = useEntered();
  const next = safeNext(params.get("next"));
  const signIn = useMutation(
    trpc.session.signIn.mutationOptions({
      onSuccess: (me) => entered(me, next),
      onError: (error) => {
        if (describeError(error).code === "needs_second_factor") setWantsCode(true);
      },
    }),
  );
  const found = signIn.error ? describeError(signIn.error) : null;
  const problem = found?.code === "needs_second_factor" ? null : found;
  if (wantsCode) {
    const back = () => {
      signIn.reset();
      setPassword("");
      setWantsCode(false);
    };
    return (
      <CodeStep
        busy={signIn.isPending}
        problem={problem}
        onCode={(code) => signIn.mutate({ email, password, code })}
        onBack={back}
      />
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  return (
    <Door title={t("signInTitle")} intro={t("signInIntro")}>
      {isChanged ? <Notice tone="ok">{t("passwordChosen")}</Notice> : null}
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
        <Field label={t("password")} hint={t("forgotten")}>
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
        <SignOnButton next={next} />
        <a href="/portal" className="text-center text-accent hover:underline">
          {t("toPortal")}
        </a>
      </form>
    </Door>
  );
}
