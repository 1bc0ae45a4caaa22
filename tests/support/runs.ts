import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { api } from "../../server/convex/_generated/api";
import type { Visitor } from "./visitor";

type Create = FunctionArgs<typeof api.runs.create>;
type NewRun = Pick<Create, "selection"> & Partial<Create>;
type Selected = FunctionArgs<typeof api.runs.plan>;

/** Whoever can look at a plan and start a run: Convex itself, or a test's own way to it. */
type Desk = {
  query(fn: typeof api.runs.preview, args: Selected): Promise<{ hash: string }>;
  query(fn: typeof api.runs.plan, args: Selected): Promise<Create["planned"]>;
  mutation(fn: typeof api.runs.create, args: Create): Promise<FunctionReturnType<typeof api.runs.create>>;
};

/** Starts a run as the desk does: looks at the plan, then asks for what it has seen. A resync unless told. */
export async function startRun(desk: Desk, { selection, action = "resync", ...rest }: NewRun) {
  const { hash } = await desk.query(api.runs.preview, { action, selection });
  const run = { name: "Outage", reason: "The backend was down", options: {}, requestId: "request" };
  return createRun(desk, { ...run, action, selection, hash, ...rest });
}

/** What the server does when somebody asks for a run with a plan they have seen. */
export async function createRun(desk: Desk, run: Omit<Create, "planned"> & Partial<Create>) {
  const { action, selection } = run;
  const planned = await desk.query(api.runs.plan, { action, selection });
  return desk.mutation(api.runs.create, { planned, ...run });
}

type Asked = Parameters<Visitor["trpc"]["runs"]["create"]["mutate"]>[0];

/** The same over HTTP. */
export async function startRunOverHttp({ trpc }: Pick<Visitor, "trpc">, asked: Omit<Asked, "hash">) {
  const { action, selection } = asked;
  const { hash } = await trpc.runs.preview.query({ action, selection });
  return trpc.runs.create.mutate({ ...asked, hash });
}
