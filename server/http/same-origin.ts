import type { FastifyInstance, FastifyRequest } from "fastify";
import { apiTokenOf } from "../auth/bearer";

const HARMLESS = new Set(["GET", "HEAD", "OPTIONS"]);

/** The backend is no browser; its requests prove themselves by their signature. */
const SIGNED = "/api/webhooks/";

/** Asked for by GET, and yet noted in the audit, at the cost of reading everything: nobody else may start that. */
const EXPORTS = "/api/export/";

/**
 * Refuses changes that another site's page makes with this browser's cookies. A request that brings an API token is
 * judged by that alone (app.ts): its cookies count for nothing, and no page can put a token of its visitor's on it.
 */
export function requireSameOrigin(app: FastifyInstance, publicUrl: string | null): void {
  app.addHook("onRequest", async (request, reply) => {
    // By the route, which is what is answered: an address can be written in many ways.
    const { url: route = "" } = request.routeOptions;
    const isHarmless = HARMLESS.has(request.method) && !route.startsWith(EXPORTS);
    if (isHarmless || route.startsWith(SIGNED) || apiTokenOf(request) !== null) return;
    if (isSameOrigin(request, publicUrl)) return;
    return reply.code(403).send({ code: "forbidden", message: "This request came from another site." });
  });
}

/**
 * Browsers put `Origin` on every change, and `Sec-Fetch-Site` says who asks. A request with neither comes from no browser,
 * and carries no cookies that were not put there on purpose. Where people come by https, a page of the same name that came
 * by http is another site's: anybody on the way can have written it.
 */
function isSameOrigin({ headers, protocol }: FastifyRequest, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (origin === undefined || (publicUrl !== null && origin === publicUrl)) return true;
  const from = URL.canParse(origin) ? new URL(origin) : null;
  if (from?.host !== host) return false;
  const isByHttps = protocol === "https" || publicUrl === `https://${host}`;
  return from?.protocol === "https:" || !isByHttps;
}
