import type { FastifyReply, FastifyRequest } from "fastify";
import type { RejectionCause } from "../../shared/webhooks-api";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import type { Logger } from "../log";
import { arrivalOf } from "./arrival";
import { Floods } from "./floods";
import { sourceOf } from "./source";
import { Strangers, type StrangerLimits } from "./strangers";

/** `bytes` is the request's own word for its size when its body was not read. */
export type Refusal = {
  cause: Exclude<RejectionCause, "rate_limited">;
  body: Buffer;
  bytes?: number;
  clockSkewS?: number;
  /** It is the backend's all the same: it may be as many as it likes. */
  genuine?: true;
};

const answers: Record<Refusal["cause"], { status: number; message: string }> = {
  signature: {
    status: 401,
    message: "No signature of a scheme and a secret that are taken here fits this body.",
  },
  timestamp: { status: 401, message: "The signed time is missing, or more than 300 seconds off." },
  malformed: {
    status: 400,
    message: "The body is not an event: JSON in UTF-8 with a type of at most 100 characters and data.",
  },
  too_large: { status: 413, message: "The body is larger than 256 KB." },
  content_type: { status: 415, message: "Send application/json, and not compressed." },
};

/** How much of a refused body is kept for the auditor, in bytes. */
const KEPT = 4_000;
/** Of those that an admin may let in later, so that most are whole. */
const KEPT_TO_REPLAY = 65_536;

type Deps = {
  caller: ConvexCaller;
  log: Logger;
  onOutcome: ((outcome: "rejected", cause: RejectionCause) => void) | undefined;
  limits?: StrangerLimits | undefined;
};

/** Says no, and why; puts it into the log, unless a stranger has done so too often. */
export class Refuser {
  private readonly strangers: Strangers;
  private readonly floods: Floods;

  constructor(private readonly deps: Deps) {
    this.strangers = new Strangers(deps.limits);
    this.floods = new Floods(deps);
  }

  async refuse(request: FastifyRequest, reply: FastifyReply, refusal: Refusal) {
    const { cause, body, bytes = body.length, clockSkewS, genuine } = refusal;
    const source = sourceOf(request.ip);
    const skew = clockSkewS === undefined ? {} : { clockSkewS };
    const arrival = { ...arrivalOf(request, reply, bytes), ...skew };
    const tooMany = genuine ? null : await this.strangers.note(source);
    if (tooMany) {
      this.floods.note(tooMany, arrival);
      return this.putOff(reply, tooMany.waitMs);
    }
    await this.deps.caller.mutation(api.webhooks.reject, { arrival, source, cause, body: kept(cause, body) });
    this.deps.log.warn({ cause }, "webhook refused");
    this.deps.onOutcome?.("rejected", cause);
    const { status, message } = answers[cause];
    if (cause === "content_type")
      reply.header("accept", "application/json").header("accept-encoding", "identity");
    return reply.code(status).send({ message, code: cause });
  }

  /** Finishes counting. Nothing may be refused afterwards. */
  close(): Promise<void> {
    return this.floods.close();
  }

  private putOff(reply: FastifyReply, waitMs: number) {
    this.deps.onOutcome?.("rejected", "rate_limited");
    return reply
      .code(429)
      .header("retry-after", String(Math.max(1, Math.ceil(waitMs / 1000))))
      .send({ message: "Too many requests without a valid signature.", code: "rate_limited" });
  }
}

function kept(cause: Refusal["cause"], body: Buffer): string {
  const most = cause === "signature" || cause === "timestamp" ? KEPT_TO_REPLAY : KEPT;
  // Cut as bytes: half a character becomes a mark, half a surrogate pair would be no text at all.
  return body.subarray(0, most).toString("utf8");
}
