import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  ProfileChanges,
  profileFields,
  type ProfileField,
  type ProfileFields,
} from "../../../../shared/portal-api";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import type { Errors } from "../form/form-state";
import { firstIssues } from "../form/issues";
import type { Refusal } from "../form/use-form";
import { t } from "./words";

/** While the CRM has yet to be told, it is looked again this often, in ms. */
const AWAITING_MS = 2_500;

/** The profile, and whether the CRM knows it as it is. */
export function useProfile() {
  const trpc = useTRPC();
  return useQuery(
    trpc.portal.profile.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.waits ? AWAITING_MS : false),
    }),
  );
}

export const checkProfile = (values: ProfileChanges): Errors<ProfileFields> =>
  firstIssues<ProfileFields>(ProfileChanges.safeParse(values));

/** Saves the profile; `onSaved` hears that it was. */
export function useProfileSaving(onSaved: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: (values: ProfileChanges) => client.portal.updateProfile.mutate(values),
    // What is the office's may have become so while the form was open.
    onError: () => queries.invalidateQueries(trpc.portal.profile.queryFilter()),
    // A session that has ended shows itself at the next look.
    onSettled: () => queries.invalidateQueries(trpc.portal.me.queryFilter()),
  });
  return async (values: ProfileChanges): Promise<Refusal<ProfileFields> | null> => {
    try {
      queries.setQueryData(trpc.portal.profile.queryKey(), await mutateAsync(values));
      onSaved();
      return null;
    } catch (error) {
      const words = { unanswered: t("notKnown"), unavailable: t("notSaved") };
      const { field, message } = callFailure(error, words);
      return { field: isProfileField(field) ? field : null, message };
    }
  };
}

const isProfileField = (name: string | null): name is ProfileField =>
  profileFields.some((field) => field === name);
