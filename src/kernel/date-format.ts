const formats = new Map<string, Intl.DateTimeFormat>();

/** The format of a language with these options, made once: making one costs a hundred times what using it does. There are few of them. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, options]);
  const known = formats.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  formats.set(name, format);
  return format;
}
