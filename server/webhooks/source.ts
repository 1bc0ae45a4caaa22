import ipaddr from "ipaddr.js";

/**
 * Who is counted as one sender: an IPv4 address, or the /64 of an IPv6 one, since whoever has one address of that has
 * all of them.
 */
export function sourceOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const read = ipaddr.process(address);
  if (!(read instanceof ipaddr.IPv6)) return read.toString();
  const network = new ipaddr.IPv6([...read.parts.slice(0, 4), 0, 0, 0, 0]);
  return `${network.toString()}/64`;
}
