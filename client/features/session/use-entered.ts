import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Me } from "../../../shared/session-api";
import { useTRPC } from "../../lib/trpc";

/** What happens when somebody has come in: whatever was read before is forgotten, and they are where they wanted to be. */
export function useEntered() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async (me: Me, to: string) => {
    queryClient.clear();
    queryClient.setQueryData(trpc.session.me.queryKey(), me);
    await navigate(to, { replace: true });
  };
}
