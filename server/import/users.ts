import { type Entry, openPromise } from "yauzl";
import { z } from "zod";
import { firstPresent, readIssues, wireText } from "../../shared/backend-api/values";
import { readLines } from "./lines";
import { ImportError, type Reading, describeIssues, parseJsonLine, toItsEnd } from "./reading";

/** Where a Convex snapshot export keeps the users. */
const USERS_ENTRY = "users/documents.jsonl";

const text = wireText.optional();
const time = z.number().nonnegative().optional();

/** A user of another deployment, as `api.imports.users` takes it. Spelled as exported; what is empty is absent. */
const UserImport = z.object({
  externalId: z.string("is missing"),
  email: text,
  firstName: text,
  lastName: text,
  phone: text,
  salutation: text,
  title: text,
  organization: text,
  profession: text,
  position: text,
  createdAt: z.number("is missing"),
  crmContactId: text,
  frontendUserId: text,
  deletedAt: time,
  deletionReason: text,
  lastSyncedAt: time,
});
export type UserImport = z.infer<typeof UserImport>;

const renamed: Record<string, string> = { externalId: "_id", createdAt: "_creationTime" };

/**
 * Opens a snapshot and finds its users. `bytes` is their size unpacked; `read` streams them. Rejects with an
 * `ImportError` when the file is no snapshot.
 */
export async function openSnapshot(path: string, name: string) {
  const zip = await openPromise(path, { autoClose: false }).catch(() => {
    throw new ImportError(`${name} is not a zip file. Give the file that "npx convex export" wrote.`);
  });
  let entry: Entry | undefined;
  for await (const candidate of zip.eachEntry()) if (candidate.fileName === USERS_ENTRY) entry = candidate;
  if (!entry) {
    zip.close();
    throw new ImportError(`${name} holds no ${USERS_ENTRY}. Export a deployment that has a table "users".`);
  }
  const users = entry;
  return {
    bytes: users.uncompressedSize,
    close: () => zip.close(),
    async *read(onBytes: (count: number) => void): AsyncGenerator<Reading<UserImport>> {
      const stream = await zip.openReadStreamPromise(users);
      for await (const line of readLines(toItsEnd(stream), onBytes)) {
        yield "problem" in line
          ? { line: line.number, problem: line.problem }
          : { line: line.number, ...readUser(line.text) };
      }
    },
  };
}

/** One document of the table `users`. Fields that are not listed above are left behind. */
export function readUser(json: string): { value: UserImport } | { problem: string } {
  const parsed = parseJsonLine(json);
  if ("problem" in parsed) return parsed;
  const names = Object.keys(UserImport.shape);
  const found = names.map((name) => [name, firstPresent([parsed.object], [renamed[name] ?? name])]);
  const user = UserImport.safeParse(Object.fromEntries(found.filter(([, value]) => value !== undefined)));
  if (user.success) return { value: user.data };
  const issues = readIssues(user.error).map(({ path, message }) => ({
    path: renamed[path] ?? path,
    message,
  }));
  return { problem: describeIssues(issues) };
}
