import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import type { Command } from "commander";
import type { RawEnvironment } from "../../config/environment";
import { readSecretFiles } from "../../config/secret-files";
import { StartError } from "../../config/start-error";
import { type Desk, deskAt, serverNamed } from "./connect";

/** Who signs in for one command. */
export type SignInOptions = { as?: string; code?: string };

export const withSignIn = (command: Command): Command =>
  command
    .option("--as <e-mail>", "the operator who signs in; else TANDEM_EMAIL")
    .option("--code <code>", "of their second factor, where they have one");

/**
 * The server of `TANDEM_URL`, asked by an operator who signs in for this one command: what no token may do. The password is
 * `TANDEM_PASSWORD`, or in the file `TANDEM_PASSWORD_FILE`, or typed at the terminal. `close` signs out again.
 */
export async function openDeskAsOperator(
  { as, code }: SignInOptions,
  env: RawEnvironment = process.env,
): Promise<Desk> {
  const url = serverNamed(env);
  const email = as ?? env.TANDEM_EMAIL?.trim();
  if (!email) throw new StartError("Say who you are: --as with your e-mail address, or TANDEM_EMAIL.");
  const password = readSecretFiles(env, ["TANDEM_PASSWORD"]).TANDEM_PASSWORD ?? (await askFor(email));
  const cookies = new Map<string, string>();
  const desk = deskAt(
    url,
    (headers) => {
      if (cookies.size > 0) headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
    },
    ({ headers }) => {
      for (const line of headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
        cookies.set(name, value);
      }
    },
  );
  const me = await desk.trpc.session.signIn.mutate({ email, password, ...(code ? { code } : {}) });
  const close = () => desk.trpc.session.signOut.mutate().then(() => undefined);
  if (!me.mustEnrol) return { ...desk, close };
  await close();
  throw new StartError("You have to set up a second factor first: sign in to the console.");
}

/** Typed without being seen. */
async function askFor(email: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new StartError("TANDEM_PASSWORD is not set. Set it, or TANDEM_PASSWORD_FILE to a file with it.");
  process.stderr.write(`Password of ${email}: `);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const typed = await new Promise<string>((resolve, reject) => {
    lines.once("SIGINT", () => lines.close());
    lines.once("close", () => reject(new StartError("No password was given. Nothing was done.")));
    lines.question("", resolve);
  });
  lines.close();
  process.stderr.write("\n");
  return typed;
}
