import { crc32, deflateRawSync } from "node:zlib";

/** A zip file in memory, as `npx convex export` writes them: each entry deflated. */
export function zipOf(entries: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const raw = Buffer.from(content);
    const data = deflateRawSync(raw);
    const shared = sharedHeader(raw, data, name);
    const local = Buffer.concat([signature(0x04034b50), shared, Buffer.from(name), data]);
    central.push(
      Buffer.concat([
        signature(0x02014b50),
        uint16(20),
        shared,
        Buffer.alloc(10),
        uint32(offset),
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([
    signature(0x06054b50),
    uint32(0),
    uint16(central.length),
    uint16(central.length),
    uint32(directory.length),
    uint32(offset),
    uint16(0),
  ]);
  return Buffer.concat([...locals, directory, end]);
}

/** Version 2.0, UTF-8 names, deflate, no time, sizes, no extra fields. */
function sharedHeader(raw: Buffer, data: Buffer, name: string): Buffer {
  return Buffer.concat([
    uint16(20),
    uint16(0x0800),
    uint16(8),
    uint32(0x21_0000),
    uint32(crc32(raw)),
    uint32(data.length),
    uint32(raw.length),
    uint16(Buffer.byteLength(name)),
    uint16(0),
  ]);
}

const signature = (value: number) => uint32(value);

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
