/** Database servers of other queues, each on a folder of its own and reached by a socket in it: no ports. */
import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readdir } from "node:fs/promises";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** `socket` is what a client needs: Redis' socket, or the folder of PostgreSQL's. */
export type DatabaseServer = { socket: string; stop(): Promise<void> };

const DEBIAN_POSTGRES = "/usr/lib/postgresql";

/** Redis with every write on disk before it is answered; `null` where it is not installed. */
export async function startRedis(folder: string): Promise<DatabaseServer | null> {
  const binary = found("redis-server");
  if (!binary) return null;
  await mkdir(folder, { recursive: true });
  const socket = join(folder, "redis.sock");
  const where = ["--port", "0", "--unixsocket", socket, "--dir", folder];
  const durable = ["--appendonly", "yes", "--appendfsync", "always", "--save", ""];
  const child = spawn(binary, [...where, ...durable], { stdio: "ignore" });
  return serverOf(child, socket, socket);
}

/** PostgreSQL as it comes, which writes to disk at every commit; `null` where it is not installed. */
export async function startPostgres(folder: string): Promise<DatabaseServer | null> {
  const binaries = await postgresBinaries();
  if (!binaries) return null;
  await mkdir(folder, { recursive: true });
  const owner = ownerOfPostgres();
  if (owner) {
    await chown(folder, owner.uid, owner.gid);
    // A temporary folder lets nobody else pass.
    await chmod(dirname(folder), 0o711);
  }
  const data = join(folder, "data");
  const init = ["-D", data, "-U", "bench", "--auth", "trust", "-E", "UTF8"];
  await promisify(execFile)(join(binaries, "initdb"), init, { ...owner });
  const args = ["-D", data, "-k", folder, "-c", "listen_addresses="];
  const child = spawn(join(binaries, "postgres"), args, { stdio: "ignore", ...owner });
  return serverOf(child, folder, join(folder, ".s.PGSQL.5432"));
}

async function serverOf(child: ChildProcess, socket: string, knock: string): Promise<DatabaseServer> {
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  while (!(await answers(knock))) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}.`);
    await sleep(50);
  }
  return {
    socket,
    async stop() {
      const gone = once(child, "exit");
      child.kill("SIGINT");
      await gone;
      process.off("exit", kill);
    },
  };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(path);
    connection.once("error", () => resolve(false));
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
  });
}

const found = (binary: string) =>
  (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, binary))
    .find(existsSync);

async function postgresBinaries(): Promise<string | null> {
  const versions = existsSync(DEBIAN_POSTGRES) ? await readdir(DEBIAN_POSTGRES) : [];
  const folders = versions.map((version) => join(DEBIAN_POSTGRES, version, "bin"));
  return folders.findLast((folder) => existsSync(join(folder, "initdb"))) ?? null;
}

/** PostgreSQL refuses to run as root. */
function ownerOfPostgres(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
