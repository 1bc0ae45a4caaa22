import { useMutation } from "@tanstack/react-query";
import type { Selection } from "../../../shared/runs-api";
import { saveFile } from "../../lib/save-file";
import { useToast } from "../../ui/toast";
import { useRefusal } from "./use-permission";
import { t } from "./words";

const path = "/api/export/users.csv";
/** A longer selection does not fit into an address: thousands of IDs. */
const LONGEST_IN_URL = 6_000;

/** Takes people along as a CSV file; `refusal` is why this operator may not. */
export function useExport() {
  const refusal = useRefusal("users.export", t("mayExport"));
  const { add: toast } = useToast();
  const run = useMutation({
    mutationFn: takeAlong,
    onSuccess: () =>
      toast({
        title: t("exportStarted"),
        description: t("exportStartedHelp"),
      }),
    onError: () => toast({ title: t("notExported"), description: t("tryAgain") }),
  });
  return { refusal, busy: run.isPending, start: run.mutate };
}

/** By address the browser saves the file row by row, however long it is. What does not fit is few thousand rows. */
async function takeAlong(selection: Selection): Promise<void> {
  const body = JSON.stringify(selection);
  const address = `${path}?selection=${encodeURIComponent(body)}`;
  if (address.length <= LONGEST_IN_URL) return followLink(address);
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  if (!response.ok) throw new Error("The export was refused.");
  saveFile(await response.blob(), "users.csv");
}

function followLink(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
