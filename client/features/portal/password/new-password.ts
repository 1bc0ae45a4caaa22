import { z } from "zod";
import { MemberPassword } from "../../../../shared/registration";
import type { Errors } from "../form/form-state";
import { firstIssues } from "../form/issues";
import { t } from "./words";

/** A new password, typed twice. */
export type NewPassword = { password: string; again: string };

const Typed = z.object({ password: MemberPassword });

/** What is wrong with it, by field. */
export function checkNewPassword<Values extends NewPassword>(values: Values): Errors<NewPassword> {
  const differ = values.password !== values.again && { again: t("differ") };
  return { ...firstIssues<NewPassword>(Typed.safeParse(values)), ...differ };
}
