import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { printCounts, progressLine, summaryLine } from "../import-words";
import { tell } from "../output";
import { type Desk, openDesk } from "./connect";
import { CommandError, exitCodes, readFailure, refusedBy } from "./failure";

/** How often the server is asked how far it is, in ms. */
const LOOK_MS = 1_000;

type Files = { convex?: string; contacts?: string };

/** `tandem import` with `TANDEM_URL` set: the files go to that server, which imports them while it runs. */
export async function importByServer(files: Files, command: Command): Promise<void> {
  try {
    const desk = openDesk();
    for (const file of Object.values(files)) await requireReadable(file);
    const snapshotUploadId = await upload(desk, files.convex, command);
    const contactsUploadId = await upload(desk, files.contacts, command);
    await desk.trpc.imports.start.mutate({ snapshotUploadId, contactsUploadId });
    await follow(desk);
  } catch (error) {
    throw readFailure(error, command);
  }
}

async function requireReadable(file: string): Promise<void> {
  await access(file).catch(() => {
    throw new CommandError(`${file} does not exist or cannot be read.`, exitCodes.failed);
  });
}

/** Streams a file there, whatever its size. */
async function upload(desk: Desk, file: string | undefined, command: Command): Promise<string | null> {
  if (file === undefined) return null;
  tell(`Sending ${file}`);
  const response = await desk.fetch(`/api/import/upload?name=${encodeURIComponent(basename(file))}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    duplex: "half",
  } as RequestInit);
  if (!response.ok) throw await refusedBy(response, command);
  return ((await response.json()) as { uploadId: string }).uploadId;
}

async function follow({ trpc }: Desk): Promise<void> {
  let progress = await trpc.imports.get.query();
  while (progress.finishedAt === null) {
    tell(progressLine(progress));
    await sleep(LOOK_MS);
    progress = await trpc.imports.get.query();
  }
  for (const { file, line, message } of progress.rejected) tell(`${file}:${line} rejected: ${message}`);
  if (progress.phase === "failed")
    throw new CommandError(progress.error ?? "The import failed.", exitCodes.failed);
  tell(summaryLine(progress));
  await printCounts(progress);
}
