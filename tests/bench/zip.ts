import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { crc32, createDeflateRaw } from "node:zlib";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** The fields of a header that a local one and the directory's have in common: sizes are in the descriptor only. */
const DEFLATED = 8;
const SIZES_FOLLOW = 1 << 3;
const VERSION = 20;

/**
 * Writes a zip file of one entry, as it comes: never more than a chunk in memory. Without zip64, so below 4 GB.
 */
export async function writeZip(path: string, name: string, content: AsyncIterable<string>): Promise<void> {
  const file = createWriteStream(path);
  let checksum = 0;
  let size = 0;
  let compressed = 0;
  const counted = async function* () {
    for await (const text of content) {
      const chunk = Buffer.from(text);
      checksum = crc32(chunk, checksum);
      size += chunk.length;
      yield chunk;
    }
  };
  const deflate = createDeflateRaw();
  deflate.on("data", (chunk: Buffer) => (compressed += chunk.length));
  const head = header(0x04034b50, [VERSION], [0, 0, 0], name);
  file.write(head);
  await pipeline(Readable.from(counted()), deflate, file, { end: false });
  const facts = [checksum, compressed, size];
  file.write(uint32s(0x08074b50, ...facts));
  const directory = Buffer.concat([header(0x02014b50, [VERSION, VERSION], facts, name, Buffer.alloc(14))]);
  const at = head.length + compressed + 16;
  file.write(directory);
  file.end(endOfDirectory(directory.length, at));
  await once(file, "close");
}

function header(
  signature: number,
  versions: number[],
  facts: number[],
  name: string,
  rest = Buffer.alloc(0),
) {
  return Buffer.concat([
    uint32s(signature),
    uint16s(...versions, SIZES_FOLLOW, DEFLATED, 0, 0x21),
    uint32s(...facts),
    uint16s(Buffer.byteLength(name), 0),
    rest,
    Buffer.from(name),
  ]);
}

const endOfDirectory = (length: number, at: number) =>
  Buffer.concat([uint32s(0x06054b50), uint16s(0, 0, 1, 1), uint32s(length, at), uint16s(0)]);

const uint16s = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer);
const uint32s = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
