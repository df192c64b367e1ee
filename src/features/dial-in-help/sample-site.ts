import type { z } from 'zod';
import type { Site } from '../../kernel/site.ts';

/**
 * What is shipped for an installation without `SITE_FILE`: an invented company. Its numbers are reserved for fiction or
 * outside every numbering plan (Ofcom 020 7946 0xxx, NANP 555-01xx, Bundesnetzagentur 030 23125, ARCEP 01 99 00; +45 and +34 begin with 0).
 * Keys are the products' defaults: `Set-CsDialInConferencingDtmfConfiguration` and Teams Audio Conferencing.
 */
export const sampleSite = {
  organisation: 'Example Company',
  helpDesk: {
    name: 'IT Help Desk',
    phone: '+1 410-555-0120',
    mail: 'helpdesk@example.com',
    transfer: {
      en: 'Ask to be transferred to the Help Desk.',
      da: 'Bed om at blive stillet om til Help Desk.',
      de: 'Bitten Sie darum, mit dem Help Desk verbunden zu werden.',
      fr: 'Demandez à être mis en relation avec le Help Desk.',
      es: 'Pida que le pasen con el Help Desk.',
    },
    timeZone: 'America/New_York',
    hours: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '19:00' },
      { days: ['sat'], from: '09:00', to: '13:00' },
    ],
    portal: 'https://helpdesk.example.com/',
  },
  privacyPolicy: 'https://www.example.com/privacy',
  platforms: [
    {
      id: 'skype-for-business',
      name: 'Skype for Business',
      keys: {
        help: '*1',
        'roll-call': '*3',
        'mute-all': '*4',
        mute: '*6',
        lock: '*7',
        'admit-all': '*8',
        announcements: '*9',
        operator: '*0',
      },
      links: { forgotPin: 'https://dialin.example.com/', dialInPage: 'https://dialin.example.com/' },
    },
    {
      id: 'teams',
      name: 'Microsoft Teams',
      keys: { help: '*1', 'raise-hand': '*5', mute: '*6', 'admit-all': '*21', 'mute-all': '*22', announcements: '*23' },
      links: { forgotPin: 'https://dialin.teams.microsoft.com/usp' },
    },
  ],
  defaultPlatform: 'skype-for-business',
  accessNumbers: [
    { display: '+1 410-555-0150', dial: '+14105550150', country: 'US', city: 'Baltimore', languages: ['en', 'es'] },
    { display: '+1 800-555-0151', dial: '+18005550151', country: 'US', tollFree: true, languages: ['en', 'es'] },
    { display: '+45 00 55 01 50', dial: '+4500550150', country: 'DK', city: 'København', languages: ['da', 'en'] },
    { display: '+49 30 23125 150', dial: '+493023125150', country: 'DE', city: 'Berlin', languages: ['de', 'en'] },
    { display: '+33 1 99 00 01 50', dial: '+33199000150', country: 'FR', city: 'Paris', languages: ['fr', 'en'] },
    { display: '+34 005 550 150', dial: '+34005550150', country: 'ES', city: 'Madrid', languages: ['es', 'en'] },
    { display: '+44 20 7946 0150', dial: '+442079460150', country: 'GB', city: 'London', languages: ['en'] },
  ],
} as const satisfies SiteInput;

/** What a site file may hold, before defaults are filled in. */
type SiteInput = DeepReadonly<z.input<typeof Site>>;
type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;
