import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useTRPC } from "../lib/trpc";

/** Ends the session, and forgets everything that was read in it. */
export function useSignOut() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const mutation = useMutation(
    trpc.session.signOut.mutationOptions({
      onSuccess: async () => {
        await navigate("/sign-in");
        queryClient.clear();
      },
    }),
  );
  return () => mutation.mutate();
}
