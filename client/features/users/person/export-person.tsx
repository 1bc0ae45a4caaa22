import { MenuItem } from "../../../ui/menu";
import { useRefusal } from "../use-permission";
import { purgeWords } from "./purge-words";

/** Everything that is kept of a person as a file, saved by the browser as it comes. */
export function savePerson(id: string): void {
  const link = document.createElement("a");
  link.href = `/api/export/people/${encodeURIComponent(id)}.zip`;
  link.download = "";
  link.click();
}

export function ExportPerson({ linkId }: { linkId: string }) {
  const refusal = useRefusal("users.exportPerson", purgeWords("mayExport"));
  return (
    <MenuItem
      disabled={refusal !== null}
      description={refusal ?? purgeWords("exportHelp")}
      onClick={() => savePerson(linkId)}
    >
      {purgeWords("export")}
    </MenuItem>
  );
}
