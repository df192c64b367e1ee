/**
 * One plain mail address: nothing that a header, a list or a display name could be made of (CR, LF, comma, angle brackets, quotes).
 * Deliberately narrower than RFC 5321; at most 254 characters.
 */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s\p{C}@,;:<>()[\]\\"]{1,64}@[^\s\p{C}@,;:<>()[\]\\"]+$/u.test(text);
