/** A secret that may sign, and the name under which the log shows it. Never logged itself. */
export type Secret = {
  label: string;
  /** As it was given, with its prefix. */
  written: string;
  /** What its base64 stands for. */
  decoded: Buffer;
};

const LABEL = /^[\w .-]{1,40}$/u;
const SECRET = /^(?:whsec_)?[A-Za-z0-9+/]{22,}={0,2}$/u;

/**
 * Reads a list such as `next:whsec_…,whsec_…`. Several may be active so that they can be rotated; whoever has no label
 * is called by its place. Throws an `Error` whose message names the fix and quotes no secret.
 */
export function readSecrets(list: string[]): Secret[] {
  const secrets = list.map(readSecret);
  const labels = secrets.map(({ label }) => label);
  const twice = labels.find((label, place) => labels.indexOf(label) !== place);
  if (twice) throw new Error(`must not give two secrets the same label (${twice}).`);
  return secrets;
}

function readSecret(entry: string, place: number): Secret {
  const colon = entry.indexOf(":");
  const label = colon < 0 ? `secret ${place + 1}` : entry.slice(0, colon).trim();
  const written = entry.slice(colon + 1).trim();
  if (!SECRET.test(written))
    throw new Error("must hold secrets such as whsec_ and at least 16 bytes in base64, with commas.");
  // What is no label might be a part of a secret, so it is not quoted.
  if (!LABEL.test(label))
    throw new Error(
      "must have labels of at most 40 letters, digits, spaces, dots and dashes: label:whsec_….",
    );
  return { label, written, decoded: Buffer.from(written.replace(/^whsec_/u, ""), "base64") };
}
