import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/ingest/text/time.js';

function read(text: string, timeZone = 'UTC'): string | undefined {
  return parseTime(text, timeZone)?.toISOString();
}

describe('a time with a zone', () => {
  it.each([
    ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06T07:08:09.5Z', '2024-05-06T07:08:09.500Z'],
    ['2024-05-06T07:08:09.123456789+00:00', '2024-05-06T07:08:09.123Z'],
    ['2024-05-06T07:08+0100', '2024-05-06T06:08:00.000Z'],
    ['2024-05-06 07:08:09 +05:30', '2024-05-06T01:38:09.000Z'],
    ['2024-05-06T07:08:09-03', '2024-05-06T10:08:09.000Z'],
    ['2024-05-06T07:08:09[Europe/Paris]', '2024-05-06T05:08:09.000Z'],
    ['20240506T070809Z', '2024-05-06T07:08:09.000Z'],
    ['2024-05-06 07:08 UTC', '2024-05-06T07:08:00.000Z'],
    ['Mon, 06 May 2024 07:08:09 GMT', '2024-05-06T07:08:09.000Z'],
    ['Mon, 6 May 2024 07:08 EST', '2024-05-06T12:08:00.000Z'],
    ['6 May 24 07:08:09 PDT', '2024-05-06T14:08:09.000Z'],
    ['Monday, 06-May-24 07:08:09 GMT', '2024-05-06T07:08:09.000Z'],
    ['Sat, 6 May 99 07:08:09 +0200', '1999-05-06T05:08:09.000Z'],
    ['Mon May 06 2024 07:08:09 GMT+0200 (CEST)', '2024-05-06T05:08:09.000Z'],
    ['May 6, 2024 at 7:08 p.m. ET', '2024-05-06T23:08:00.000Z'],
    ['1714979289', '2024-05-06T07:08:09.000Z'],
    ['1714979289123', '2024-05-06T07:08:09.123Z'],
    ['  2024-05-06T07:08:09Z\n', '2024-05-06T07:08:09.000Z'],
  ])('reads %s', (text, moment) => {
    expect(read(text, 'Asia/Tokyo')).toBe(moment);
  });
});

describe('a time without a zone', () => {
  it.each([
    ['2024-05-06T07:08:09', '2024-05-06T05:08:09.000Z'],
    ['2024-05-06 07:08', '2024-05-06T05:08:00.000Z'],
    ['2024/05/06 7:08', '2024-05-06T05:08:00.000Z'],
    ['20240506070809', '2024-05-06T05:08:09.000Z'],
    ['2024-05-06', '2024-05-05T22:00:00.000Z'],
    ['2024-01-06', '2024-01-05T23:00:00.000Z'],
    ['Mon, 6 May 2024 07:08:09', '2024-05-06T05:08:09.000Z'],
    ['2024-05', '2024-04-30T22:00:00.000Z'],
    ['2024-05-06T24:00', '2024-05-06T22:00:00.000Z'],
  ])('is local: %s', (text, moment) => {
    expect(read(text, 'Europe/Berlin')).toBe(moment);
  });

  it('is undefined if it was skipped at the change to summer time', () => {
    expect(read('2024-03-31T02:30:00', 'Europe/Berlin')).toBeUndefined();
    expect(read('2024-03-31T02:30:00', 'UTC')).toBe('2024-03-31T02:30:00.000Z');
  });
});

describe('a text that is not a time', () => {
  it.each([
    ...['', 'yesterday', '12:30', 'T12:30', '2023-02-30', '2023-13-01', '2023-02-20T25:61', '2023-02-20T10:60Z'],
    ...['Fri, 31 Sep 2002 13:00:00 GMT', '0000-00-00 00:00:00', '0001-01-01T00:00:00', '2024-05-06T07:08:09+25:00'],
    ...['2 Marble 2024', '2024-05-06T07:08 XYZ', '13:00 p.m. May 6, 2024', '123456', 'May 6, 2024 13:00 pm'],
  ])('is undefined: "%s"', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is undefined, as is a time in a zone that does not exist', () => {
    expect(read('2024-05-06T07:08:09', 'Mars/Olympus')).toBeUndefined();
    expect(read('2024-05-06T07:08:09[Mars/Olympus]')).toBeUndefined();
  });
});
