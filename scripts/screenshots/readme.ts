import { copyFile } from "node:fs/promises";
import { join } from "node:path";

const docs = join(import.meta.dirname, "../../docs");

/** The few pictures that the README shows, by the name of the screen. */
const shown = { users: "users.png", user: "user.png" };

/** Puts the pictures of the README into `docs`, from the folder where all of them are. */
export async function updateReadme(folder: string): Promise<void> {
  for (const [name, file] of Object.entries(shown))
    await copyFile(join(folder, `light-1440/${name}.png`), join(docs, file));
}
