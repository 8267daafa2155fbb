export const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;

/** The frame broke the protocol: nothing after it can be trusted. */
export class MalformedFrame extends Error {}

/** Cuts a byte stream into frames. */
export class FrameReader {
  private chunks: Buffer[] = [];
  private size = 0;

  /** Adds what arrived and returns the frames that are complete. Throws MalformedFrame on an impossible length. */
  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const frames: Buffer[] = [];
    for (let length = this.nextLength(); length !== null && this.size >= length; length = this.nextLength()) {
      const all = this.joined();
      frames.push(all.subarray(0, length));
      this.chunks = [all.subarray(length)];
      this.size -= length;
    }
    return frames;
  }

  private nextLength(): number | null {
    if (this.size < 4) return null;
    const first = this.chunks[0];
    const length = (first && first.length >= 4 ? first : this.joined()).readInt32LE();
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
      throw new MalformedFrame(`frame of ${length} bytes`);
    return length;
  }

  private joined(): Buffer {
    const [only] = this.chunks;
    const all = this.chunks.length === 1 && only ? only : Buffer.concat(this.chunks, this.size);
    this.chunks = [all];
    return all;
  }
}
