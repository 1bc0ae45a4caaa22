import type { ImportProgress } from "../../shared/imports-api";
import { linkStates } from "../../shared/link-state";
import { print } from "./output";

/** What `tandem import` says on its way, whether it imports itself or asks a server to. */
export function progressLine({ bytesRead, bytesTotal, usersRead, contactsRead }: ImportProgress): string {
  const percent = bytesTotal > 0 ? Math.floor((100 * bytesRead) / bytesTotal) : 0;
  return `${percent} %  ${usersRead} users, ${contactsRead} contacts`;
}

export function summaryLine({ usersRead, contactsRead, changed, rejectedCount }: ImportProgress): string {
  return `Imported ${usersRead} users and ${contactsRead} contacts: ${changed} changed, ${rejectedCount} lines rejected.`;
}

/** The people in each link state, a line each, for reading on. */
export async function printCounts({ counts }: ImportProgress): Promise<void> {
  for (const state of linkStates) await print(`${state}\t${counts?.[state] ?? 0}`);
}
