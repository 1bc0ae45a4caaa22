import { Argument, type Command } from "commander";
import { sweepKinds, type SweepView } from "../../../shared/reconcile-api";
import { deskCommand } from "./command";
import { showOne, showRows, time, type Columns, type Shape } from "./show";

const columns: Columns<SweepView> = {
  ID: ({ sweepId }) => sweepId,
  KIND: ({ kind }) => kind,
  STATE: ({ state }) => state,
  STARTED: ({ startedAt }) => time(startedAt),
  BY: ({ startedBy }) => startedBy,
  READ: ({ read }) => read,
  CHANGED: ({ changed }) => changed,
};

type Kind = (typeof sweepKinds)[number];

/** `tandem sweeps …` */
export function addSweepCommands(program: Command): void {
  const sweeps = program.command("sweeps").description("Reading the CRM's contacts again. Asks the server.");

  deskCommand(sweeps, "list", "List the latest sweeps.", async ({ desk, options }) => {
    const { sweeps: rows } = await desk.trpc.reconcile.list.query({});
    await showRows(rows, columns, options);
  });

  deskCommand(sweeps, "start", "Start a sweep.", async ({ desk, options }, kind) => {
    const { sweepId } = await desk.trpc.reconcile.start.mutate({ kind: kind as Kind });
    await showSweep(await desk.trpc.reconcile.get.query({ sweepId }), options);
  }).addArgument(new Argument("<kind>", "which one").choices(sweepKinds));

  deskCommand(sweeps, "show <sweepId>", "Show how far a sweep is.", async ({ desk, options }, sweepId) =>
    showSweep(await desk.trpc.reconcile.get.query({ sweepId }), options),
  );
}

const showSweep = (sweep: SweepView, shape: Shape): Promise<void> =>
  showOne(
    sweep,
    {
      ...{
        Sweep: sweep.sweepId,
        Kind: sweep.kind,
        State: sweep.state,
        Phase: sweep.phase,
        By: sweep.startedBy,
      },
      ...{
        Started: time(sweep.startedAt),
        Ended: time(sweep.finishedAt),
        Read: sweep.read,
        Changed: sweep.changed,
      },
    },
    shape,
  );
