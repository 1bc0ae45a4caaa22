import { useMutation } from "@tanstack/react-query";
import type { Choices } from "../../../../shared/drift";
import type { Best } from "../../../../shared/explanation";
import type { Replaced } from "../../../../shared/kept-choices";
import type { UserDetail } from "../../../../shared/users-api";
import { useTRPC } from "../../../lib/trpc";

/** What is on the page of the values that these choices replace: nobody means to replace another. */
export const replacedIn = (chosen: Choices, { fields }: Pick<UserDetail, "fields">): Replaced =>
  Object.fromEntries(
    fields
      .filter(({ field }) => chosen[field])
      .map(({ field, convex, crm }) => [field, chosen[field] === "convex" ? crm : convex]),
  );

type Options = { detail: UserDetail; onAccepted: (jobId: string | null) => void };

/** Takes the values of the side that owns them, as the explanation proposes: nothing is lost, so nothing is asked. */
export function useTakeOwners({ detail, onAccepted }: Options) {
  const trpc = useTRPC();
  const resolve = useMutation(
    trpc.users.resolveDrift.mutationOptions({ onSuccess: ({ jobId }) => onAccepted(jobId) }),
  );
  const take = ({ side, fields }: Extract<Best, { action: "resolveDrift" }>) => {
    const choices: Choices = Object.fromEntries(fields.map((field) => [field, side]));
    resolve.mutate({ id: detail.row.linkId, choices, shown: replacedIn(choices, detail) });
  };
  return { take, isPending: resolve.isPending, error: resolve.error };
}
