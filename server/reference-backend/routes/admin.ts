import type { FastifyError, FastifyInstance, FastifyRequest } from "fastify";
import { renderError } from "../admin/error-page";
import { countAll } from "../admin/counts";
import { renderOverview } from "../admin/overview-page";
import { ADMIN_PATH } from "../admin/paths";
import { createGuessGuard } from "../access/guesses";
import { ApiError } from "../api-error";
import type { Backend } from "../backend";
import type { Chaos } from "../chaos/chaos";
import { addContactPages } from "./admin/contacts";
import { addDrillPages } from "./admin/drill";
import { addRecordPages } from "./admin/records";
import { type Admin, frameOf, sendPage } from "./admin/send-page";
import { addUserPages } from "./admin/users";
import { addWebhookPages } from "./admin/webhooks";

/** What a form may hold, in bytes. */
const FORM_LIMIT = 64 * 1024;

interface AdminOptions {
  /** Null where drills are not allowed. */
  chaos: Chaos | null;
  authorize: (request: FastifyRequest) => Promise<void>;
}

/**
 * `/backend`: pages for the people who look after the backend, without scripts. They ask for the API key as a password
 * (`authorize`); since a browser then sends that along with every request, forms of other pages are refused.
 */
export function addAdminRoutes(
  app: FastifyInstance,
  backend: Backend,
  { chaos, authorize }: AdminOptions,
): void {
  const admin: Admin = { backend, chaos };
  const guesses = createGuessGuard();
  app.addHook("onRequest", async (request, reply) => {
    const typed = takePassword(request);
    void reply.header("www-authenticate", 'Basic realm="reference backend", charset="UTF-8"');
    if (typed) await guesses.admit(request);
    await authorize(request).catch(async (error: unknown) => {
      if (typed && error instanceof ApiError && error.status === 401) await guesses.noteWrong(request);
      throw error;
    });
    void reply.removeHeader("www-authenticate");
    refuseOtherPages(request);
  });
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit: FORM_LIMIT },
    async (_request: FastifyRequest, body: string) => new URLSearchParams(body),
  );
  addErrorPages(app, admin);
  app.get(ADMIN_PATH, (_request, reply) =>
    sendPage(reply, renderOverview(frameOf(admin, "", "Overview"), countAll(backend.db))),
  );
  addContactPages(app, admin);
  addUserPages(app, admin);
  addWebhookPages(app, admin);
  addRecordPages(app, admin);
  addDrillPages(app, admin);
}

/** Failures as pages. Whoever may not come in gets the API's words: there is nothing to go back to. */
function addErrorPages(app: FastifyInstance, admin: Admin): void {
  app.setErrorHandler((error: FastifyError | ApiError, request, reply) => {
    const known = error instanceof ApiError || (error.statusCode ?? 500) < 500;
    if (!known || reply.getHeader("www-authenticate")) throw error;
    const status = error instanceof ApiError ? error.status : (error.statusCode ?? 400);
    const frame = frameOf(admin, null, request.method === "GET" ? "Not to be seen" : "Not done");
    return sendPage(reply.code(status), renderError(frame, error.message));
  });
}

/** Reads the password of Basic authentication as the key, whatever the user name; false when there is none. */
function takePassword(request: FastifyRequest): boolean {
  const [, basic] = /^Basic (\S+)$/u.exec(request.headers.authorization ?? "") ?? [];
  if (basic === undefined) return false;
  const password = Buffer.from(basic, "base64")
    .toString()
    .replace(/^[^:]*:/u, "");
  request.headers.authorization = `Bearer ${password}`;
  return true;
}

/** Browsers name the page of a form in `Origin`; programs leave it out, and name their key themselves. */
function refuseOtherPages({ headers, host, method }: FastifyRequest): void {
  const { origin, "sec-fetch-site": site } = headers;
  const ours = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
  // A link may lead here from anywhere; only a page of ours may change something.
  const elsewhere = method !== "GET" && site !== undefined && site !== "same-origin";
  if (ours && !elsewhere) return;
  throw new ApiError(403, "FORBIDDEN", "This form belongs to another page");
}
