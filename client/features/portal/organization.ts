import { useQuery } from "@tanstack/react-query";
import { createContext, use } from "react";
import { defaultOrganization, type Organization } from "../../../shared/organization";
import { answerAhead } from "../../lib/ahead";
import { type Asking, useTRPC } from "../../lib/trpc";

/** Whose portal it is, for everything inside `PortalLayout`. */
export const OrganizationContext = createContext(defaultOrganization);
export const useOrganization = (): Organization => use(OrganizationContext);

/** As the admins have set it, or Tandem where no answer comes; null for the moment in which it is asked. */
export function useAskedOrganization(): Organization | null {
  const trpc = useTRPC();
  const { data, isPending } = useQuery(asking(trpc));
  return data ?? (isPending ? null : defaultOrganization);
}

const asking = (trpc: Asking["trpc"]) =>
  trpc.portal.organization.queryOptions(undefined, { staleTime: Infinity, retry: false });

/** Takes what came with the page, so that its first picture has the name and the colour. */
export function takeOrganization({ queryClient, trpc }: Asking): void {
  const { queryKey } = asking(trpc);
  queryClient.setQueryData(queryKey, answerAhead(queryKey));
}
