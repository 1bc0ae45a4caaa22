import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useTRPC } from "../lib/trpc";

/**
 * Ends the session, and forgets everything that was read in it. Who came by the identity provider goes on to its page,
 * to sign out there too.
 */
export function useSignOut() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const mutation = useMutation(
    trpc.session.signOut.mutationOptions({
      onSuccess: async ({ away }) => {
        // By the page's own way out, so that nothing of what was read is behind the back button either.
        if (away) return location.replace(away);
        await navigate("/sign-in");
        queryClient.clear();
      },
    }),
  );
  return () => mutation.mutate();
}
