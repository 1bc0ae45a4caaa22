import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { IsSecure } from "./secure";

/**
 * Scripts and styles come from this server only, in files. The table positions its rows by script, which no policy
 * needs to allow; a `style` written into markup is refused.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // No text becomes markup by script either, whatever a library does some day.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** The usual armour on every answer. */
export function addSecurityHeaders(app: FastifyInstance, isSecure: IsSecure): void {
  app.addHook("onRequest", async (request, reply) => {
    armour(request, reply, isSecure);
    if (/^\/(?:trpc|api)\//u.test(request.routeOptions.url ?? request.url))
      reply.header("cache-control", "no-store");
  });
}

/** The same on an answer that no hook comes by. */
export function armour(request: FastifyRequest, reply: FastifyReply, isSecure: IsSecure): void {
  reply.headers({
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // The one-time link carries a token in its address, which must not travel on.
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-request-id": request.id,
  });
  if (isSecure(request)) reply.header("strict-transport-security", "max-age=31536000");
}
