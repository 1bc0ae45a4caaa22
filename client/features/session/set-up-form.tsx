import { useMutation } from "@tanstack/react-query";
import { SetUpInput } from "../../../shared/session-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { DoorForm, type DoorField } from "./door-form";
import { home } from "./safe-next";
import { useEntered } from "./use-entered";
import { t } from "./words";

const name: DoorField<"name"> = {
  ...{ name: "name", label: t("name"), hint: null },
  ...{ type: "text", autoComplete: "name" },
};
export const passwordField: DoorField<"password"> = {
  ...{ name: "password", label: t("password"), hint: t("passwordHint") },
  ...{ type: "password", autoComplete: "new-password" },
};

/** What somebody chooses who comes in for the first time. */
export const newcomerFields: readonly DoorField<"name" | "password">[] = [name, passwordField];
const fields: readonly DoorField<"name" | "email" | "password">[] = [
  name,
  { name: "email", label: t("email"), type: "email", autoComplete: "username", hint: null },
  passwordField,
];

export function SetUpForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const entered = useEntered();
  const setUp = useMutation(trpc.session.setUp.mutationOptions({ onSuccess: (me) => entered(me, home) }));
  return (
    <DoorForm
      fields={fields}
      schema={SetUpInput}
      token={token}
      button={t("setUp")}
      busy={setUp.isPending}
      problem={setUp.error ? describeError(setUp.error) : null}
      onSubmit={(data) => setUp.mutate(data)}
    />
  );
}
