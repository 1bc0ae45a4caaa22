import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from "node:dns";
import { type LookupFunction, isIP } from "node:net";
import { Agent, type buildConnector, buildConnector as connectorOf, fetch as undiciFetch } from "undici";
import { isPublicAddress } from "../../shared/public-address";

/** What a fetch fails with (as its `cause`) when a URL leads into a private network. */
const PRIVATE_ADDRESS = "EPRIVATE";

type Lookup = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `fetch` for URLs that somebody else entered: it connects to public addresses only. What a name stands for is judged
 * when the connection is opened, with the very address it is opened to: a name that means something else the next time
 * it is asked for gets nobody past. Built on undici, which is Node's own fetch, because that one lets nobody choose how
 * it connects.
 */
export function createGuardedFetch({
  lookup = systemLookup as Lookup,
  isOpen = isPublicAddress,
} = {}): typeof globalThis.fetch {
  const connect = connectorOf({ lookup: openOnly(lookup, isOpen) });
  const guarded: buildConnector.connector = (options, callback) => {
    // An address that is written out is not looked up.
    if (isIP(options.hostname) !== 0 && !isOpen(options.hostname)) {
      return callback(refusal(options.hostname), null);
    }
    connect(options, callback);
  };
  const dispatcher = new Agent({ connect: guarded });
  // The two fetches have the same shape, and types of their own.
  const send = undiciFetch as unknown as typeof globalThis.fetch;
  return (input, init) => send(input, { ...init, dispatcher } as RequestInit);
}

const openOnly =
  (lookup: Lookup, isOpen: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const open = addresses.filter(({ address }) => isOpen(address));
      const [first] = open;
      if (!first) return callback(refusal(hostname), "", 0);
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

/** Without the address: who entered the URL shall not learn what the name stands for in here. */
const refusal = (hostname: string) =>
  Object.assign(new Error(`${hostname} leads into a private network.`), { code: PRIVATE_ADDRESS });
