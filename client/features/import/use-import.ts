import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportProgress } from "../../../shared/imports-api";
import { useTRPC, useTRPCClient } from "../../lib/trpc";
import { uploadFile } from "./upload";

export type Chosen = { snapshot: File | null; contacts: File | null };
export type Sent = { done: number; total: number };

export const isImporting = ({ phase }: ImportProgress) => phase === "users" || phase === "contacts";

/** The import of this server: its progress, and the way to start one from chosen files. */
export function useImport() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);

  const progress = useQuery(
    trpc.imports.get.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data && isImporting(query.state.data) ? 700 : 5_000),
    }),
  );
  const start = useMutation({
    mutationFn: async ({ snapshot, contacts }: Chosen) => {
      const total = (snapshot?.size ?? 0) + (contacts?.size ?? 0);
      const upload = (file: File | null, before: number) =>
        file && uploadFile(file, (bytes) => setSent({ done: before + bytes, total }));
      setSent({ done: 0, total });
      const snapshotUploadId = await upload(snapshot, 0);
      const contactsUploadId = await upload(contacts, snapshot?.size ?? 0);
      return client.imports.start.mutate({ snapshotUploadId, contactsUploadId });
    },
    onSuccess: (now) => queryClient.setQueryData(trpc.imports.get.queryKey(), now),
    onSettled: () => setSent(null),
  });
  return { progress, start, sent };
}
