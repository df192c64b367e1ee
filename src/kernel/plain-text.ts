/**
 * Without NUL, lone surrogates and other characters that PostgreSQL's text or JSON cannot hold, and without what nobody sees, such as
 * marks that turn the direction of writing. Line breaks, tabs and the joiners of scripts and emoji stay.
 */
export const plainText = (text: string): string => text.replace(/[^\P{C}\n\t\u200c\u200d]/gu, '');

/** `plainText` as one line: a name, a place. */
export const plainLine = (text: string): string => plainText(text.replace(/[\s\u0085]+/gu, ' '));
