import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder of the backend that runs alone, when nobody has named another. */
export const OWN_FOLDER = "./data/standalone-backend";

/** Where it was before: the folder of the backend that is built into Tandem, whose data it may be just as well. */
const FORMER_FOLDER = "./data/backend";

/** What somebody should know who begins with an empty folder of its own while there is data in the former; else `null`. */
export function formerFolderNote(path: string, isThere = existsSync): string | null {
  const fileIn = (folder: string) => join(folder, "backend.sqlite");
  if (path !== fileIn(OWN_FOLDER) || isThere(path) || !isThere(fileIn(FORMER_FOLDER))) return null;
  return (
    `Begins with an empty ${OWN_FOLDER}. What npm run backend kept before is in ${FORMER_FOLDER}, if Tandem's own backend ` +
    `did not write it: move it here, or set BACKEND_DATA_DIR=${FORMER_FOLDER} while no Tandem uses it.`
  );
}
