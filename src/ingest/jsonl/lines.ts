import { createReadStream } from 'node:fs';

export interface Line {
  readonly number: number;
  /** The bytes of the line without its ending. They are undefined for a line that is too long for memory. */
  readonly bytes: Buffer | undefined;
  /** The number of bytes from the start of the file to the end of the line. */
  readonly end: number;
}

/** Reads a file of any size line by line. At most one line and one chunk are in memory. */
export async function* readLines(path: string, longest: number): AsyncGenerator<Line> {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;
  let end = 0;
  const finish = (): Line => {
    end += length + 1;
    const line = { number, end, bytes: length > longest ? undefined : Buffer.concat(parts) };
    number += 1;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const bytes: Buffer = chunk;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      parts.push(bytes.subarray(from, at));
      length += at - from;
      from = at + 1;
      yield finish();
    }
    length += bytes.length - from;
    parts = length > longest ? [] : [...parts, bytes.subarray(from)];
  }
  if (length > 0) {
    yield finish();
  }
}

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;
