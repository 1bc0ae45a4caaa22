import { LEASE_MS } from "../../shared/jobs";
import { failed, type Scene } from "./interleavings-harness";

export type JobSetUp =
  "queued" | "lease expired" | "taken over" | "waiting" | "succeeded" | "failed" | "cancelled";

/** Jobs in a named state, and what has become of one, in the scene of the moment. */
export function jobsOf(sceneNow: () => Scene) {
  /** Somebody whose register job is in this state, and the first attempt at it as its worker knows it. */
  async function setUpJob(state: JobSetUp) {
    const scene = sceneNow();
    const person = await scene.register();
    const work = { jobId: person.jobId, attempt: 1 };
    if (state === "queued") return { ...person, work };
    const claimed = await scene.claimOne("first");
    if (state === "lease expired" || state === "taken over") scene.clock.now += LEASE_MS + 1;
    if (state === "taken over") await scene.claimOne("second");
    if (state === "waiting") await scene.settle(work, failed("timeout"));
    if (state === "succeeded") await scene.settle(work, scene.achieved(claimed));
    if (state === "failed") await scene.settle(work, failed("validation"));
    if (state === "cancelled") await scene.softDelete(person.userId);
    return { ...person, work };
  }

  /** The state of the newest job and of the link, and how each attempt so far ended. */
  async function observe(id: string) {
    const { row, jobs } = await sceneNow().personOf(id);
    const [job] = jobs;
    const attempts = (job?.attempts ?? []).map(({ outcome, errorCode }) => errorCode ?? outcome).reverse();
    return { job: job?.state, kind: job?.kind, link: row.state, attempts };
  }

  return { setUpJob, observe };
}
