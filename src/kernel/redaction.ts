/** A digit group of 4 to 24, spaces, punctuation and what cannot be seen inside allowed: what a PIN, a code or a phone number looks like in typed text. */
const digitGroup = /\p{Nd}(?:[\s\p{Cf}./_\-\u2010-\u2015]*\p{Nd}){3,}/gu;

/** Typed text as it may be stored and echoed: every group of four digits or more is masked. Idempotent. */
export function maskDigits(text: string): string {
  return text.normalize('NFKC').replace(digitGroup, '••••');
}

/** `ada.lovelace@contoso.com` → `a•••@contoso.com`: enough to recognise one's own address. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}

/** `+45 33 12 34 56` → `•••• 56`: enough to recognise one's own number. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '');
  return digits.length < 4 ? '••••' : `•••• ${digits.slice(-2)}`;
}
