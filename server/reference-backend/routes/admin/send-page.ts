import type { FastifyReply, FastifyRequest } from "fastify";
import type { Faults } from "../../admin/fields";
import type { Frame } from "../../admin/page";
import { type Section, sectionAt } from "../../admin/paths";
import { ApiError } from "../../api-error";
import type { Backend } from "../../backend";
import type { Chaos } from "../../chaos/chaos";

/** What the pages work with. */
export interface Admin {
  backend: Backend;
  /** Null where drills are not allowed. */
  chaos: Chaos | null;
}

/** Of a page about one thing. */
export interface ById {
  Params: { id: string };
}

/** What can just have been done. The address names it, so it says nothing but what is written here. */
const DONE: Record<string, string> = {
  saved: "Saved.",
  deleted: "Deleted.",
  suspended: "Suspended.",
  reactivated: "Reactivated.",
  started: "The drill has begun.",
  stopped: "Stopped.",
  again: "It will be sent again.",
};

/** The frame of a page of this section; with a request, what was done by the form before. */
export function frameOf(
  { chaos }: Admin,
  path: Section["path"] | null,
  title: string,
  request?: FastifyRequest,
): Frame {
  const { done } = (request?.query ?? {}) as { done?: unknown };
  return {
    title,
    section: path === null ? null : sectionAt(path),
    drills: chaos?.list().length ?? 0,
    done: typeof done === "string" ? DONE[done] : undefined,
  };
}

/** What a browser sent with a form; a button alone sends nothing. */
export function formOf({ body }: FastifyRequest): URLSearchParams {
  return body instanceof URLSearchParams ? body : new URLSearchParams();
}

/** The fields at fault, when that is what went wrong; anything else is thrown on. */
export function faultsIn(error: unknown): Faults {
  if (!(error instanceof ApiError) || !error.errors) throw error;
  return Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
}

export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .header("content-type", "text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header("x-content-type-options", "nosniff")
    .header("referrer-policy", "same-origin")
    .header(
      "content-security-policy",
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .send(html);
}
