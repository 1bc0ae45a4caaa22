import { hashKey, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../lib/trpc";
import { forgetKeys } from "./events/booking-key";

/** Another person may come next in this window. Whose portal it is stays known: without its name no page is shown. */
export function useForgetting() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const organization = hashKey(trpc.portal.organization.queryKey());
  /** What the server told whoever was here. */
  const forgetAnswers = () =>
    queries.removeQueries(
      trpc.portal.pathFilter({ predicate: ({ queryHash }) => queryHash !== organization }),
    );
  /** And what they began here. */
  const forgetPerson = () => {
    forgetKeys();
    forgetAnswers();
  };
  return { forgetAnswers, forgetPerson };
}
