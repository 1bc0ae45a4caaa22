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

/** One server from its start to its end. It gives `life` to the backend as its organisation, so it is known there. */
type Life = { life: string; program: Program };

/** Several servers that do the same. One that is killed is started again; until then the others do its work. */
export class Replicas {
  private readonly lives: Array<Promise<Life>> = [];
  /** When which life was killed or frozen, in ms since epoch. */
  readonly stoppedAt = new Map<string, number>();

  private constructor(
    private readonly folder: string,
    private readonly env: Record<string, string>,
  ) {}

  static async open(count: number, folder: string, env: Record<string, string>): Promise<Replicas> {
    const replicas = new Replicas(folder, env);
    for (let place = 0; place < count; place++) replicas.lives.push(replicas.start());
    await Promise.all(replicas.lives);
    return replicas;
  }

  private async start(): Promise<Life> {
    const life = randomUUID();
    const own = { PORT: "0", DATA_DIR: join(this.folder, life), LOG_LEVEL: "fatal", BACKEND_ORG_ID: life };
    return {
      life,
      program: await startProgram("server/main.ts", { ...this.env, ...own }, /Tandem is at \S+/u),
    };
  }

  private async lifeAt(place: number): Promise<Life> {
    const life = await this.lives[place];
    if (!life) throw new Error(`There is no server ${place}.`);
    return life;
  }

  /** SIGKILL as soon as it is up; resolves when it is gone and the next one is on its way. */
  async kill(place: number): Promise<void> {
    const { life, program } = await this.lifeAt(place);
    this.stoppedAt.set(life, Date.now());
    await program.kill();
    this.lives[place] = this.start();
  }

  /** Lets the server of this life stand still, alive. The answer lets it go on. */
  async freeze(life: string): Promise<() => void> {
    const lives = await Promise.all(this.lives);
    const found = lives.find((one) => one.life === life);
    if (!found) throw new Error("This server has ended.");
    this.stoppedAt.set(life, Date.now());
    found.program.freeze();
    return () => found.program.thaw();
  }

  /** SIGTERM to all. Answers their exit codes. */
  async end(): Promise<Array<number | null>> {
    const lives = await Promise.all(this.lives);
    return Promise.all(lives.map(({ program }) => program.end()));
  }
}
