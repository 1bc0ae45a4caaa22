import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { holds } from "../../shared/permissions";
import { tellRefusal } from "../audit/refusals";
import type { Acting } from "../auth/identify";
import type { Convex } from "../convex-client";
import type { Uploads } from "./uploads";

const Query = z.object({ name: z.string().trim().min(1).max(200) });

/**
 * `POST /api/import/upload?name=…` with the file as `application/octet-stream`: streamed to disk, whatever its size.
 * Answers `{ uploadId }`, or `{ code, message }` for those who may not import.
 */
export function registerUploadRoute(
  app: FastifyInstance,
  options: {
    convex: Convex;
    uploads: Uploads;
    operatorOf: (request: FastifyRequest) => Promise<Acting | null>;
  },
): void {
  // Fastify would read the body into memory; the stream itself is handed on instead.
  app.addContentTypeParser("application/octet-stream", (_request, body, done) => done(null, body));

  app.post<{ Body: Readable }>(
    "/api/import/upload",
    { config: { streamsBody: true } },
    async (request, reply) => {
      const operator = await options.operatorOf(request);
      if (!operator) return reply.code(401).send({ code: "unauthenticated", message: "Sign in first." });
      if (!holds(operator, "imports.write")) {
        const { convex } = options;
        const what = "POST /api/import/upload";
        await tellRefusal({ convexAs: convex.as, operator, requestId: request.id, what }, "not permitted");
        const message = `Your ${operator.token ? "API token" : `role (${operator.role})`} may not import.`;
        return reply.code(403).send({ code: "forbidden", message });
      }
      const query = Query.safeParse(request.query);
      if (!query.success) {
        return reply.code(400).send({ code: "invalid", message: "Give the file's name as ?name=…" });
      }
      const { uploadId } = await options.uploads.store(query.data.name, request.body);
      return { uploadId };
    },
  );
}
