import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** Vite puts a hash of the content into these names, so that a name never changes its content. */
const HASHED = "/assets/";

/** Serves the built client; every address that is no file and no API is a page of the app. */
export async function serveClient(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (response, path) =>
        response.setHeader(
          "cache-control",
          path.includes(HASHED) ? "public, max-age=31536000, immutable" : "no-cache",
        ),
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request))
      return reply.code(404).send({ code: "not_found", message: "There is nothing here." });
    if (built) return reply.sendFile("index.html");
    return reply.code(503).type("text/plain").send("The client has not been built. Run: npm run build\n");
  });
}

function isPage({ method, url }: FastifyRequest): boolean {
  const [path = ""] = url.split("?");
  if (method !== "GET" && method !== "HEAD") return false;
  if (/^\/(?:api|trpc)(?:\/|$)/u.test(path)) return false;
  return !/\.[a-z0-9]+$/iu.test(path);
}
