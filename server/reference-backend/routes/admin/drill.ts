import type { FastifyInstance, FastifyRequest } from "fastify";
import { drillFormSchema, faultsOf } from "../../admin/drill-form";
import { renderClosedDrill, renderDrill } from "../../admin/drill-page";
import type { Faults } from "../../admin/fields";
import { DRILL_PATH as PATH } from "../../admin/paths";
import type { ApiError } from "../../api-error";
import { parseInput, validationError } from "../../api-error";
import type { Chaos } from "../../chaos/chaos";
import type { Clock } from "../../clock";
import { type Admin, type ById, faultsIn, formOf, frameOf, sendPage } from "./send-page";

/** The fire drill: what is on, starting and stopping. Where it is not allowed, how it would be. */
export function addDrillPages(app: FastifyInstance, admin: Admin): void {
  const { chaos } = admin;
  const { clock } = admin.backend;
  const frame = (request: FastifyRequest) => frameOf(admin, "/drill", "Fire drill", request);
  if (!chaos) {
    app.get(PATH, (request, reply) => sendPage(reply, renderClosedDrill(frame(request))));
    return;
  }

  app.get(PATH, (request, reply) =>
    sendPage(reply, renderDrill(frame(request), { now: clock.now(), drills: chaos.list() })),
  );

  app.post(PATH, (request, reply) => {
    const typed = formOf(request);
    const faults = start(chaos, clock, typed);
    if (!faults) return reply.redirect(`${PATH}?done=started`, 303);
    const view = { now: clock.now(), drills: chaos.list(), typed, faults };
    return sendPage(reply.code(400), renderDrill(frame(request), view));
  });

  app.post<ById>(`${PATH}/:id/stop`, (request, reply) => {
    chaos.stop(Number(request.params.id));
    return reply.redirect(`${PATH}?done=stopped`, 303);
  });

  app.post(`${PATH}/stop-all`, (_request, reply) => {
    chaos.stopAll();
    return reply.redirect(`${PATH}?done=stopped`, 303);
  });
}

/** Starts what the form asks for; answers what was wrong with it, or null. */
function start(chaos: Chaos, clock: Clock, typed: URLSearchParams): Faults | null {
  try {
    const filled = [...typed].filter(([name, value]) => name !== "faults" && value !== "");
    const form = { ...Object.fromEntries(filled), faults: typed.getAll("faults") };
    const faults = faultsOf(parseInput(drillFormSchema, form), clock.now());
    if (!chaos.start(faults)) throw tooMany();
    return null;
  } catch (error) {
    return faultsIn(error);
  }
}

const tooMany = (): ApiError =>
  validationError([{ field: "faults", message: "are too many: stop some first" }]);
