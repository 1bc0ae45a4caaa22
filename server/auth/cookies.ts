/** The two sessions a browser can hold, one per door, and what it remembers while an operator is at the identity provider. */
export type CookieName = "operator" | "member" | "sign_on";

/** The cookies of one request: doors read and change them without knowing of HTTP. */
export interface CookieJar {
  read(name: CookieName): string | null;
  /** `expiresAt` is ms since epoch. */
  set(name: CookieName, value: string, expiresAt: number): void;
  clear(name: CookieName): void;
}

type HttpCookies = {
  cookies: Record<string, string | undefined>;
  setCookie(name: string, value: string, options: Record<string, unknown>): unknown;
};

/**
 * Session cookies over HTTP: out of reach of scripts, and not sent along by other sites' posts. Over https also
 * Secure, with the `__Host-` prefix, which no other host of the domain can set.
 */
export function cookieJar({ cookies, setCookie }: HttpCookies, secure: boolean): CookieJar {
  const full = (name: CookieName) => `${secure ? "__Host-" : ""}tandem_${name}`;
  const base = { path: "/", httpOnly: true, sameSite: "lax", secure };
  return {
    read: (name) => cookies[full(name)] ?? null,
    set: (name, value, expiresAt) => setCookie(full(name), value, { ...base, expires: new Date(expiresAt) }),
    clear: (name) => setCookie(full(name), "", { ...base, expires: new Date(0) }),
  };
}

/** Of a request that brings an API token: it has none, whatever it sent, and is given none. */
export const noCookies: CookieJar = { read: () => null, set: () => {}, clear: () => {} };
