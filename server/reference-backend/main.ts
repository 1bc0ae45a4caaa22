import { readEnv } from "./env";
import { formerFolderNote } from "./former-folder";
import { createReferenceBackend } from "./server";

/** `npm run backend`: the reference backend as a process of its own. Prints its URL, and stops on SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const { port, host, options } = readEnv(process.env);
  const note = formerFolderNote(options.path);
  if (note) process.stdout.write(`${note}\n`);
  const backend = createReferenceBackend(options);
  const url = await backend.listen({ port, host });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void backend.close());
  }
  process.stdout.write(`reference backend listening on ${url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
