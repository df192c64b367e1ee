/** Begins an answer (RFC 7464): whatever a console writes before it on the same line is noise. */
const recordSeparator = 0x1e;
const lineFeed = 0x0a;
/** An answer is a few hundred bytes; a list of a company's PIN policies some thousand. */
const longestBytes = 256 * 1024;

export type LineFlaw = 'too-long' | 'not-utf-8';

/**
 * Takes bytes as they come and calls `heard` with each answer, complete and without its mark; banners, warnings and progress
 * are left out. `flawed`: an answer that cannot be read.
 */
export function answerLines(
  heard: (answer: string) => void,
  flawed: (flaw: LineFlaw) => void,
): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pending: Buffer = Buffer.alloc(0);

  const take = (line: Buffer): void => {
    const start = line.lastIndexOf(recordSeparator);
    if (start < 0) return;
    let answer: string;
    try {
      answer = decoder.decode(line.subarray(start + 1));
    } catch {
      flawed('not-utf-8');
      return;
    }
    heard(answer);
  };

  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (let end = pending.indexOf(lineFeed); end >= 0; end = pending.indexOf(lineFeed)) {
      const line = pending.subarray(0, end);
      pending = pending.subarray(end + 1);
      if (line.length > longestBytes && line.includes(recordSeparator)) flawed('too-long');
      else take(line);
    }
    if (pending.length <= longestBytes) return;
    if (pending.includes(recordSeparator)) flawed('too-long');
    pending = Buffer.alloc(0);
  };
}
