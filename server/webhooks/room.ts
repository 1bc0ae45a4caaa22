/** What a request may take beside its body: Node's own limit of headers, in bytes. */
const BESIDE_BODY = 16_384;

export type RoomSize = { totalBytes: number; bytesPerSource: number };

/** Some thousand small events, or a hundred of the largest, and half of it for everybody but the busiest sender. */
const defaultSize: RoomSize = { totalBytes: 64 * 2 ** 20, bytesPerSource: 32 * 2 ** 20 };

/** How much memory the requests at the door may hold together: those being read, and those that wait for their commit. */
export class Room {
  private total = 0;
  private readonly bySource = new Map<string, number>();

  constructor(private readonly size = defaultSize) {}

  /** Null when there is no room. Otherwise what gives it back; it may be called twice. */
  enter(source: string, bodyBytes: number): (() => void) | null {
    const bytes = bodyBytes + BESIDE_BODY;
    const ofSource = (this.bySource.get(source) ?? 0) + bytes;
    if (this.total + bytes > this.size.totalBytes || ofSource > this.size.bytesPerSource) return null;
    this.total += bytes;
    this.bySource.set(source, ofSource);
    let inside = true;
    return () => {
      if (inside) this.leave(source, bytes);
      inside = false;
    };
  }

  private leave(source: string, bytes: number): void {
    this.total -= bytes;
    const left = (this.bySource.get(source) ?? 0) - bytes;
    if (left > 0) this.bySource.set(source, left);
    else this.bySource.delete(source);
  }
}
