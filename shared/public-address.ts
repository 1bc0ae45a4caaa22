import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the open internet. Everything else (this machine, a private network, link-local with
 * the clouds' metadata, tunnels that lead to any of them) is nobody's to name who may only enter a URL.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";
}

/**
 * What the host of a URL says by itself: an address of this machine, one that is not public, or nothing before it is
 * looked up. `URL` has already read forms such as 0x7f.1.
 */
export function hostKind(url: string): "this machine" | "private" | "public" | "a name" {
  const host = new URL(url).hostname.replace(/^\[|\]$|\.$/gu, "");
  if (host === "localhost" || host.endsWith(".localhost")) return "this machine";
  if (!ipaddr.isValid(host)) return "a name";
  if (ipaddr.process(host).range() === "loopback") return "this machine";
  return isPublicAddress(host) ? "public" : "private";
}
