import assert from 'node:assert/strict';
import { sampleSite } from '../../src/features/dial-in-help/sample-site.ts';
import { accessNumberFor } from '../../src/kernel/access-number.ts';
import { Site } from '../../src/kernel/site.ts';

const problemsOf = (site: unknown) =>
  Site.safeParse(site).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('the site file', () => {
  it('that is shipped is one', () => {
    assert.deepEqual(problemsOf(sampleSite), []);
  });

  const wrong: readonly [title: string, change: Record<string, unknown>, problem: RegExp][] = [
    [
      'a default platform that is not there',
      { platforms: [sampleSite.platforms[1]] },
      /^defaultPlatform: is not one of platforms$/,
    ],
    [
      'an unknown time zone',
      { helpDesk: { ...sampleSite.helpDesk, timeZone: 'Mars/Olympus' } },
      /^helpDesk.timeZone: is not an IANA time zone$/,
    ],
    ['a link that runs a script', { privacyPolicy: 'javascript:alert(1)' }, /^privacyPolicy: /],
    [
      'a key that no phone has',
      { platforms: [{ ...sampleSite.platforms[0], keys: { mute: '6' } }] },
      /is not a key such as \*6$/,
    ],
    [
      'a number that cannot be dialled',
      { accessNumbers: [{ display: '555 1234', dial: '5551234', country: 'US' }] },
      /is not an E\.164 number$/,
    ],
    ['a misspelt setting', { accesNumbers: [] }, /accesNumbers/],
    [
      'a rule for PINs that names nobody',
      { pinServiceRules: [{ service: 'teams' }] },
      /^pinServiceRules\.0: names nobody: it wants people, domains or countries$/,
    ],
    [
      'a rule for a PIN service that is none',
      { pinServiceRules: [{ service: 'lync', countries: ['DK'] }] },
      /^pinServiceRules\.0\.service: /,
    ],
    [
      'a wildcard for a person',
      { pinServiceRules: [{ service: 'teams', people: ['*@example.com'] }] },
      /^pinServiceRules\.0\.people\.0: is not a user principal name$/,
    ],
    [
      'an address for a domain',
      { pinServiceRules: [{ service: 'teams', domains: ['example.com', '@example.com'] }] },
      /^pinServiceRules\.0\.domains\.1: is not a domain such as example\.com$/,
    ],
    [
      'a country in words',
      { pinServiceRules: [{ service: 'teams', countries: ['Denmark'] }] },
      /^pinServiceRules\.0\.countries\.0: is not an ISO 3166-1 country$/,
    ],
    ['a misspelt rule', { pinServiceRules: [{ service: 'teams', country: ['DK'] }] }, /^pinServiceRules\.0: .*country/],
    [
      'opening hours without a time',
      { helpDesk: { ...sampleSite.helpDesk, hours: [{ days: ['mon'], from: '8', to: '24:00' }] } },
      /is not HH:MM$/,
    ],
  ];
  for (const [title, change, problem] of wrong) {
    it(`refuses ${title}`, () => {
      const problems = problemsOf({ ...sampleSite, ...change });

      assert.match(problems[0] ?? '', problem);
    });
  }
});

describe('the access number of a person', () => {
  const site = Site.parse(sampleSite);

  it('is the first of their country', () => {
    assert.equal(accessNumberFor(site, 'de')?.country, 'DE');
  });

  it('is the site’s first where the country has none or is not known', () => {
    assert.equal(accessNumberFor(site, 'IS')?.dial, '+14105550150');
    assert.equal(accessNumberFor(site)?.dial, '+14105550150');
  });

  it('is none where the site has none', () => {
    assert.equal(accessNumberFor({ accessNumbers: [] }, 'DK'), undefined);
  });
});
