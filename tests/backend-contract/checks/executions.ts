import { type Topic, demand, need } from "../check";
import { type Execution, executionsForm } from "../forms/workflow";
import { read } from "../forms/read";
import type { Probe } from "../probe";
import { member } from "./registration";

const BEHAVIORS = ["create-contact", "create-frontend-user", "send-welcome-email"];

/** The log of what workflows did. */
export const executions: Topic = {
  name: "Workflow executions",
  checks: [
    {
      title: "GET /workflows/executions gives { executions } with their logs",
      async run(probe) {
        const { executions } = await newest(probe);
        return `${executions.length} read`;
      },
    },
    {
      title: "limit is obeyed, and cursor goes on",
      async run(probe) {
        const first = await list(probe, { limit: 1 });
        demand(first.executions.length <= 1, "at most 1 execution", `${first.executions.length}`);
        const cursor = need(first.nextCursor, "the answer names no next cursor");
        need((await newest(probe)).executions[1], "there are fewer than two executions");
        const second = await list(probe, { limit: 1, cursor });
        const next = second.executions[0];
        demand(next !== undefined, "the execution after it", "none");
        demand(next.id !== first.executions[0]?.id, "the execution after it", "the same one again");
      },
    },
    {
      title: "Every execution is logged, its behaviors by falling priority",
      writes: true,
      async run(probe) {
        const ids = Object.values(await member(probe)).filter((id) => id !== null);
        const { executions } = await list(probe, { limit: 50 });
        const run = executions.find(({ trigger, ...rest }) => isOf(ids, trigger, rest));
        demand(run !== undefined, "the execution of this run's registration", "none in the newest 50");
        const order = behaviorsOf(run);
        demand(`${order}` === `${BEHAVIORS}`, BEHAVIORS.join(", "), order.join(", ") || "no behavior");
      },
    },
  ],
};

const newest = (probe: Probe) => probe.once("the newest executions", () => list(probe, { limit: 20 }));

const list = async (probe: Probe, query: Record<string, string | number>) =>
  read(executionsForm, await probe.get("/workflows/executions", query), "a page of executions");

const isOf = (ids: string[], trigger: string, rest: object): boolean =>
  trigger === "user_registration" && ids.some((id) => JSON.stringify(rest).includes(JSON.stringify(id)));

/** In the order of their first line. */
const behaviorsOf = ({ logs }: Execution): string[] => [
  ...new Set(logs.map(({ behavior }) => behavior).filter((behavior) => typeof behavior === "string")),
];
