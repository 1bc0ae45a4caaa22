import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { languageOf } from "../../shared/language";

/** Vite puts a hash of the content into these names, so that a name never changes its content. */
const HASHED = "/assets/";
const FOR_EVER = "public, max-age=31536000, immutable";
/** Whoever is here has no use for the desk's code. */
const NOT_THE_DESK = /^\/(?:portal|sign-in|set-up|invited|reset)(?:\/|$)/u;
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
        response.setHeader("vary", hashed ? "accept-encoding" : "accept-encoding, accept-language, cookie");
        response.setHeader("cache-control", hashed ? FOR_EVER : "no-cache");
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request))
      return reply.code(404).send({ code: "not_found", message: "There is nothing here." });
    if (built) return reply.sendFile(pageFor(request));
    return reply.code(503).type("text/plain").send("The client has not been built. Run: npm run build\n");
  });
}

/** The client is built once for each language. */
function pageFor(request: FastifyRequest): string {
  const { cookie, "accept-language": preferred } = request.headers;
  return `${isForTheDesk(request) ? "desk" : "index"}.${languageOf(cookie, preferred)}.html`;
}

const isForTheDesk = (request: FastifyRequest) =>
  !NOT_THE_DESK.test(pathOf(request)) && SESSION.test(request.headers.cookie ?? "");

const pathOf = ({ url }: FastifyRequest) => url.split("?")[0] ?? "";

function isPage(request: FastifyRequest): boolean {
  const { method } = request;
  const path = pathOf(request);
  if (method !== "GET" && method !== "HEAD") return false;
  if (/^\/(?:api|trpc)(?:\/|$)/u.test(path)) return false;
  return !/\.[a-z0-9]+$/iu.test(path);
}
