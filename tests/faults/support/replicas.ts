import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { generateSigningKey, createSigner } from "../../../server/auth/signer";
import { type Convex, createConvex } from "../../../server/convex-client";
import { type Program, startProgram } from "./program";

/** One store, as a deployment in a process of its own, that several servers share. */
export type SharedStore = {
  convex: Convex;
  /** What a server needs to use it. */
  env: Record<string, string>;
  /** Answers its exit code. */
  end(): Promise<number | null>;
};

export async function startSharedStore(dataDir: string): Promise<SharedStore> {
  const key = await generateSigningKey();
  const signing = { TANDEM_SIGNING_KEY: key };
  const args = ["embedded", "--data", dataDir, "--port", "0"];
  const program = await startProgram("server/cli.ts", signing, /embedded store at (\S+)/u, args);
  const url = program.announced[1] ?? "";
  return {
    convex: createConvex({ url, signer: await createSigner(key) }),
    env: { ...signing, CONVEX_URL: url },
    end: () => program.end(),
  };
}

/** Several servers that do the same. One that is killed is started again; until then the others do its work. */
export class Replicas {
  private constructor(
    private readonly start: () => Promise<Program>,
    private readonly running: Array<Promise<Program>>,
  ) {}

  static async open(count: number, folder: string, env: Record<string, string>): Promise<Replicas> {
    const start = () => {
      const own = { PORT: "0", DATA_DIR: join(folder, randomUUID()), LOG_LEVEL: "fatal" };
      return startProgram("server/main.ts", { ...env, ...own }, /Tandem is at \S+/u);
    };
    const running = Array.from({ length: count }, start);
    await Promise.all(running);
    return new Replicas(start, running);
  }

  get count(): number {
    return this.running.length;
  }

  /** SIGKILL as soon as it is up; resolves when it is gone and the next one is on its way. */
  async kill(place: number): Promise<void> {
    const program = await this.running[place];
    await program?.kill();
    this.running[place] = this.start();
  }

  /** Lets one stand still, alive. The answer lets it go on. */
  async freeze(place: number): Promise<() => void> {
    const program = await this.running[place];
    program?.freeze();
    return () => program?.thaw();
  }

  /** SIGTERM to all. Answers their exit codes. */
  async end(): Promise<Array<number | null>> {
    const programs = await Promise.all(this.running);
    return Promise.all(programs.map((program) => program.end()));
  }
}
