import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ParsedMail, simpleParser } from "mailparser";
import { onTestFinished } from "vitest";
import { startSmtp } from "../../support/smtp";
import { startProgram } from "./program";

/** Where the other system is while Tandem is killed. */
export type Setting = {
  /** What tells Tandem about it. */
  env: Record<string, string>;
  /** The backend's own file. */
  crmFile: string;
  /** The addressee of every mail that has gone out. */
  mailedTo(): Promise<string[]>;
  /** Ends what does not end with Tandem. */
  end(): Promise<void>;
};

/** The built-in backend: it dies with Tandem, in the middle of whatever it does. Mails are files. */
export async function everythingInOneProcess(folder: string): Promise<Setting> {
  const backendFolder = join(folder, "tandem", "backend");
  return {
    env: {},
    crmFile: join(backendFolder, "backend.sqlite"),
    mailedTo: () => mailsIn(join(backendFolder, "mail")),
    end: async () => {},
  };
}

/** The backend in a process of its own, which lives on, with a real mail server behind it. */
export async function backendOfItsOwn(folder: string): Promise<Setting> {
  const smtp = await startSmtp();
  onTestFinished(() => smtp.close());
  const dataDir = join(folder, "backend");
  const apiKey = "key of the fault test";
  const backend = await startProgram(
    "server/reference-backend/main.ts",
    { BACKEND_PORT: "0", BACKEND_DATA_DIR: dataDir, BACKEND_API_KEY: apiKey, SMTP_URL: smtp.url },
    /listening on (\S+)\n/u,
  );
  return {
    env: { BACKEND_URL: backend.announced[1] ?? "", BACKEND_API_KEY: apiKey },
    crmFile: join(dataDir, "backend.sqlite"),
    mailedTo: async () => smtp.mails.flatMap(addresseesOf),
    end: async () => void (await backend.end()),
  };
}

/** The addressee of every mail in a mail folder. */
export async function mailsIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".eml"));
  const mails = await Promise.all(
    names.map(async (name) => simpleParser(await readFile(join(folder, name)))),
  );
  return mails.flatMap(addresseesOf);
}

function addresseesOf({ to }: ParsedMail): string[] {
  return [to ?? []].flat().flatMap(({ value }) => value.flatMap(({ address }) => address ?? []));
}
