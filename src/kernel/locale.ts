export const locales = ['en', 'da', 'de', 'fr', 'es'] as const;
export type Locale = (typeof locales)[number];

/** Each language in its own name, which its readers find in any language. */
export const ownNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  da: 'Dansk',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
};

/** The language of ours that a BCP 47 tag asks for; English where there is none. */
export function localeFrom(tag: string | undefined): Locale {
  const primary = tag?.slice(0, 2).toLowerCase();
  return locales.find((locale) => locale === primary) ?? 'en';
}

/** The form of a BCP 47 tag such as `pt-BR`; whether there is such a language is another question. */
export const languageTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;
