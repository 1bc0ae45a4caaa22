import type { Command } from "commander";
import { deskCommand } from "./command";
import { CommandError, exitCodes } from "./failure";
import { showOne, time } from "./show";

/** `tandem health` and `tandem whoami` */
export function addDeskCommands(program: Command): void {
  deskCommand(
    program,
    "health",
    "Say how store and backend are; fails when one is not well. Asks the server.",
    async (asked) => {
      const { desk, options } = asked;
      const health = await desk.trpc.health.get.query();
      const { store, backend, queue, lane } = health;
      await showOne(
        health,
        {
          ...{ Store: `${store.status}: ${store.detail}`, Backend: `${backend.status}: ${backend.detail}` },
          ...{ "Open jobs": queue.open, "Oldest waits since": time(queue.oldestWaitingAt) },
          Work: lane?.paused ? `paused since ${time(lane.paused.at)}` : "goes on",
        },
        options,
      );
      const unwell = [store, backend].some(({ status }) => status === "failing");
      if (unwell) throw new CommandError("Not everything is well.", exitCodes.failed);
    },
  );

  deskCommand(program, "whoami", "Say whose token it is. Asks the server.", async ({ desk, options }) => {
    const me = await desk.trpc.session.me.query();
    if (!me)
      throw new CommandError(
        "Nobody: TANDEM_TOKEN is no API token. It begins with tandem_.",
        exitCodes.notLetIn,
      );
    await showOne(me, { Name: me.name, "E-mail": me.email, Role: me.role }, options);
  });
}
