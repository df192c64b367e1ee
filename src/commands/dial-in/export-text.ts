const hasBytes = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/**
 * The text of a file that PowerShell wrote: UTF-16 (`Out-File`, `>` of Windows PowerShell), UTF-8 with or without a mark, else Windows-1252
 * (`Export-Csv -Encoding Default`, or a spreadsheet that saved it again).
 */
export function exportText(bytes: Uint8Array): string {
  return decoded(bytes).replace(/^\uFEFF/u, '');
}

function decoded(bytes: Uint8Array): string {
  if (hasBytes(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
  if (hasBytes(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
  // A mark may be missing; exports begin with a sign of ASCII, whose other half is then NUL.
  if (bytes.length > 1 && bytes[1] === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.length > 1 && bytes[0] === 0) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
