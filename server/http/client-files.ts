import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { languageOf, languages } from "../../shared/language";
import { answeredPageFrom } from "./answered-page";

/** Vite puts a hash of the content into these names, so that a name never changes its content. */
const HASHED = "/assets/";
const FOR_EVER = "public, max-age=31536000, immutable";
/** The client is built once for each language, and some pages bring what they show first. */
const VARIES = "accept-encoding, accept-language, cookie";
const PORTAL = /^\/portal(?:\/|$)/u;
const EVENTS = "/portal/events";
/** Whoever is here has no use for the desk's code. */
const NOT_THE_DESK = /^\/(?:sign-in|set-up|invited|reset)(?:\/|$)/u;
/** Whoever comes without it is sent to the sign-in, and what the desk asks would be refused. */
const SESSION = /\btandem_operator=/u;

/** Serves the built client; every address that is no file and no API is a page of the app. */
export async function serveClient(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, "desk.en.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      // Compressed when it was built: `scripts/vite-compressed.js`.
      preCompressed: true,
      setHeaders: (response, path) => {
        const hashed = path.includes(HASHED);
        response.setHeader("vary", hashed ? "accept-encoding" : VARIES);
        response.setHeader("cache-control", hashed ? FOR_EVER : "no-cache");
      },
    });
  }
  const answered = new Map(
    built
      ? pageFiles(["desk", "portal", "events", "event"]).map((file) => [
          file,
          answeredPageFrom(app, join(folder, file)),
        ])
      : [],
  );
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request))
      return reply.code(404).send({ code: "not_found", message: "There is nothing here." });
    const { cookie, "accept-language": preferred } = request.headers;
    const file = `${pageFor(request)}.${languageOf(cookie, preferred)}.html`;
    const send = answered.get(file);
    if (send) return send(request, reply.header("vary", VARIES));
    if (built) return reply.sendFile(file);
    return reply.code(503).type("text/plain").send("The client has not been built. Run: npm run build\n");
  });
}

const pageFiles = (names: readonly string[]) =>
  names.flatMap((name) => languages.map((language) => `${name}.${language}.html`));

/** Which of the pages that `scripts/vite-desk-page.js` makes. */
function pageFor(request: FastifyRequest): string {
  const path = pathOf(request);
  if (path === EVENTS) return "events";
  if (path.startsWith(`${EVENTS}/`)) return "event";
  if (PORTAL.test(path)) return "portal";
  return !NOT_THE_DESK.test(path) && SESSION.test(request.headers.cookie ?? "") ? "desk" : "index";
}

const pathOf = ({ url }: FastifyRequest) => url.split("?")[0] ?? "";

function isPage(request: FastifyRequest): boolean {
  const { method } = request;
  const path = pathOf(request);
  if (method !== "GET" && method !== "HEAD") return false;
  if (/^\/(?:api|trpc)(?:\/|$)/u.test(path)) return false;
  return !/\.[a-z0-9]+$/iu.test(path);
}
