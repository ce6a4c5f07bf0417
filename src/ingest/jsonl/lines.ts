import { createReadStream } from 'node:fs';

/** A line's bytes without its ending; absent when it is longer than what may be held in memory. */
export interface Line {
  readonly number: number;
  readonly bytes: Buffer | undefined;
  /** Bytes of the file up to the end of the line. */
  readonly end: number;
}

/** Reads a file line by line, however large it is: never more than one line and one chunk in memory. */
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
