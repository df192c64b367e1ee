/** The first `most` UTF-16 units, without half a character at the end: PostgreSQL refuses a lone surrogate. */
export const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
