/** What a request may take beside its body: Node's own limit of headers, in bytes. */
export const BESIDE_BODY = 16_384;

export type RoomSize = { totalBytes: number; bytesPerSource: number };

/** Some thousand small events, or a hundred of the largest, and half of it for everybody but the busiest sender. */
const defaultSize: RoomSize = { totalBytes: 64 * 2 ** 20, bytesPerSource: 32 * 2 ** 20 };

/** What one request holds. */
export interface Place {
  /** Takes so many bytes more. False when there is no room for them, or it was given back: then it holds what it held. */
  grow(bytes: number): boolean;
  /** Gives all of it back; it may be called twice. */
  leave(): void;
}

/** How much memory the requests at the door may hold together: those being read, and those that wait for their commit. */
export class Room {
  private total = 0;
  private readonly bySource = new Map<string, number>();

  constructor(private readonly size = defaultSize) {}

  /** A place for a request and so many bytes of its body. Null when there is no room. */
  enter(source: string, bodyBytes: number): Place | null {
    let held = 0;
    let hasLeft = false;
    const place: Place = {
      grow: (bytes) => {
        if (hasLeft || !this.take(source, bytes)) return false;
        held += bytes;
        return true;
      },
      leave: () => {
        this.giveBack(source, held);
        held = 0;
        hasLeft = true;
      },
    };
    return place.grow(bodyBytes + BESIDE_BODY) ? place : null;
  }

  private take(source: string, bytes: number): boolean {
    const ofSource = (this.bySource.get(source) ?? 0) + bytes;
    if (this.total + bytes > this.size.totalBytes || ofSource > this.size.bytesPerSource) return false;
    this.total += bytes;
    this.bySource.set(source, ofSource);
    return true;
  }

  private giveBack(source: string, bytes: number): void {
    this.total -= bytes;
    const left = (this.bySource.get(source) ?? 0) - bytes;
    if (left > 0) this.bySource.set(source, left);
    else this.bySource.delete(source);
  }
}
