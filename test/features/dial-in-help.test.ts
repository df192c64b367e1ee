import assert from 'node:assert/strict';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import { dialInHelp as withNeeds } from '../../src/features/dial-in-help/dial-in-help.ts';
import { BackendError } from '../../src/kernel/errors.ts';
import { locales } from '../../src/kernel/locale.ts';
import { dialInCommands, Site } from '../../src/kernel/site.ts';
import { answerTurn, asked, asksIn, onlyCard, shownIn, site, urlsIn } from '../support/answers.ts';

const directory = embeddedUserDirectory(samplePeople);
const dialInHelp = ({ site }: { readonly site: Site }) => withNeeds({ site, directory });
const feature = dialInHelp({ site });

describe('dtmf-key', () => {
  it('says the key first, in every language, though nobody said what for', async () => {
    for (const locale of locales) {
      const reply = onlyCard(await asked(feature, 'dtmf-key', { locale }));

      assert.equal(reply.fallbackText.split('\n')[0], '*6');
      assert.equal(shownIn(reply)[0], '*6');
    }
  });

  it('is one key and one line where the platforms agree, and the rest behind “more”', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'mute' } }));

    assert.deepEqual(reply.fallbackText.split('\n'), [
      '*6',
      'Mute or unmute yourself.',
      'Skype for Business and Microsoft Teams: Everyone can use it.',
    ]);
    assert.equal(reply.speak, 'star 6. Mute or unmute yourself.');
    assert.deepEqual(shownIn(reply).slice(-4), [
      'Skype for Business and Microsoft Teams: Everyone can use it.',
      'More',
      'Mute everyone',
      'All phone keys',
    ]);
  });

  it('gives a line for each platform where they differ, with who may use it, the default one first', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'mute-all' } }));

    assert.deepEqual(reply.fallbackText.split('\n').slice(0, 4), [
      '*4',
      'Mute everyone else, or allow them to unmute.',
      'Skype for Business: *4 (leader and presenters)',
      'Microsoft Teams: *22 (organiser with PIN)',
    ]);
  });

  it('turns the lines round with the default platform', async () => {
    const onTeams = dialInHelp({ site: { ...site, defaultPlatform: 'teams' } });

    const reply = onlyCard(await asked(onTeams, 'dtmf-key', { entities: { command: 'mute-all' } }));

    const [key, , first] = reply.fallbackText.split('\n');
    assert.equal(key, '*22');
    assert.match(first ?? '', /^Microsoft Teams: \*22/);
  });

  it('speaks of one platform where one is asked about', async () => {
    const key = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'mute-all', platform: 'teams' } }));
    const none = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'lock', platform: 'teams' } }));

    assert.deepEqual(key.fallbackText.split('\n').slice(0, 3), [
      '*22',
      'Mute everyone else, or allow them to unmute.',
      '*22 (organiser with PIN)',
    ]);
    assert.deepEqual(none.fallbackText.split('\n'), [
      'There is no key for this.',
      'Lock or unlock the meeting.',
      'Ask somebody who has joined in the app to do it there.',
    ]);
  });

  it('says of “unmute” that it is the same key once more', async () => {
    for (const locale of locales) {
      const reply = onlyCard(await asked(feature, 'dtmf-key', { locale, entities: { command: 'unmute' } }));
      const mute = onlyCard(await asked(feature, 'dtmf-key', { locale, entities: { command: 'mute' } }));

      assert.equal(reply.fallbackText.split('\n')[0], '*6');
      assert.notEqual(reply.fallbackText, mute.fallbackText);
    }
  });

  it('takes “for everyone” as the key that mutes all', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'mute', who: 'everyone' } }));

    assert.equal(reply.fallbackText.split('\n')[0], '*4');
  });

  it('says that switching off "mute everyone" unmutes nobody', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'mute-all' } }));

    assert.match(reply.fallbackText, /unmutes nobody/);
  });

  it('says what to do where a platform has no key, and never shows another platform’s key as this one’s', async () => {
    const lock = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'lock' } }));
    const hand = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'raise-hand' } }));

    assert.match(lock.fallbackText, /Microsoft Teams: There is no key for this\. Ask somebody/);
    assert.match(lock.speak, /Ask somebody/);
    assert.equal(hand.fallbackText.split('\n')[0], '*5 (Microsoft Teams)');
    assert.match(hand.fallbackText, /Skype for Business: There is no key for this\. Unmute yourself/);
  });

  it('gives the help desk’s number where no operator can be reached', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { command: 'operator' } }));

    assert.match(
      reply.fallbackText,
      /Microsoft Teams: There is no key for this\. Call the help desk: \+1 410-555-0120/,
    );
  });

  it('explains a key that somebody asks about on each platform', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { keys: '*8' } }));

    assert.equal(reply.fallbackText.split('\n')[0], '*8');
    assert.match(reply.fallbackText, /Skype for Business: Let everyone in the lobby join \(leader and presenters\)\./);
    assert.match(reply.fallbackText, /Microsoft Teams: This key does nothing/);
  });

  it('says so when a key does nothing anywhere', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { keys: '*99' } }));

    assert.deepEqual(reply.fallbackText.split('\n'), ['*99', 'This key does nothing during a meeting.']);
  });

  it('does not repeat what is no key: a button may be forged, and what is shown is stored', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { entities: { keys: '*74920183' } }));

    assert.doesNotMatch(JSON.stringify(reply), /74920183/);
  });

  it('follows a site that has changed its keys', async () => {
    const [first, ...rest] = sampleWithKeys({ mute: '#5' }).platforms;
    assert.ok(first);
    const changed = dialInHelp({ site: { ...site, platforms: [first, ...rest] } });

    const reply = onlyCard(await asked(changed, 'dtmf-key'));

    assert.equal(reply.fallbackText.split('\n')[0], '#5');
    assert.match(reply.fallbackText, /Microsoft Teams: \*6/);
  });

  it('is spoken digit by digit, as it is pressed', async () => {
    const reply = onlyCard(await asked(feature, 'dtmf-key', { locale: 'de', entities: { command: 'admit-all' } }));

    assert.match(reply.speak, /^Stern 8\. /);
    assert.match(reply.speak, /Stern 2 1 \(/);
    assert.doesNotMatch(reply.speak, /\*/);
  });

  it('fills its card for every command in every language', async () => {
    for (const locale of locales) {
      for (const command of dialInCommands) {
        const reply = onlyCard(await asked(feature, 'dtmf-key', { locale, entities: { command } }));

        assert.ok(shownIn(reply).every((shown) => shown.length > 0));
      }
    }
  });
});

describe('dtmf-table', () => {
  it('shows the default platform’s keys in the order of the keypad, and the way to the other’s', async () => {
    const table = onlyCard(await asked(feature, 'dtmf-table'));

    assert.equal(table.fallbackText.split('\n')[0], 'Phone keys during a meeting: Skype for Business');
    assert.deepEqual(
      shownIn(table).filter((shown) => shown.startsWith('*')),
      ['*0', '*1', '*3', '*4', '*6', '*7', '*8', '*9'],
    );
    assert.deepEqual(asksIn(table), ['dtmf-table:teams', 'dial-in-number']);
  });

  it('shows the platform that somebody asked for', async () => {
    const table = onlyCard(await asked(feature, 'dtmf-table', { entities: { platform: 'teams' } }));

    assert.match(table.fallbackText, /^Phone keys during a meeting: Microsoft Teams/);
    assert.deepEqual(
      shownIn(table).filter((shown) => shown.startsWith('*')),
      ['*1', '*5', '*6', '*21', '*22', '*23'],
    );
  });

  it('fills its card in every language', async () => {
    for (const locale of locales) {
      const table = onlyCard(await asked(feature, 'dtmf-table', { locale }));

      assert.ok(shownIn(table).every((shown) => shown.length > 0));
    }
  });
});

describe('dial-in-number', () => {
  it('finds a city, however it is written', async () => {
    for (const city of ['København', 'kobenhavn', 'KØBENHAVN']) {
      const reply = onlyCard(await asked(feature, 'dial-in-number', { entities: { city } }));

      assert.match(reply.fallbackText, /^Call-in numbers: København\n\+45 00 55 01 50/);
    }
  });

  it('finds the numbers that speak a language, and says so where none does', async () => {
    const spanish = onlyCard(await asked(feature, 'dial-in-number', { entities: { language: 'es' } }));
    const polish = onlyCard(await asked(feature, 'dial-in-number', { entities: { language: 'pl-PL' } }));

    assert.match(spanish.fallbackText, /^Call-in numbers that speak Spanish\n.*\(United States · Baltimore/);
    assert.equal(urlsIn(spanish).length, 4);
    assert.match(polish.fallbackText, /^No call-in number speaks Polish\./);
  });

  it('asks which country where nobody knows the city, without repeating it', async () => {
    const reply = onlyCard(await asked(feature, 'dial-in-number', { entities: { city: 'Atlantis' } }));

    assert.match(reply.fallbackText, /^No call-in number for this place/);
    assert.doesNotMatch(JSON.stringify(reply), /Atlantis/);
  });

  it('names the numbers near the office of a person who is known, and asks where the directory is away', async () => {
    const [ada] = samplePeople;
    const turn = { ...answerTurn('en'), vouchedFor: { directoryId: ada?.id ?? '', tenantId: 't' } };
    const answer = feature.answers?.find(({ id }) => id === 'dial-in-number');
    const away = withNeeds({
      site,
      directory: { ...directory, byId: () => Promise.reject(new BackendError('user-directory', 'unavailable')) },
    }).answers?.find(({ id }) => id === 'dial-in-number');

    const near = onlyCard((await answer?.answer(turn, {})) ?? []);
    const inGroup = onlyCard((await answer?.answer({ ...turn, conversationKind: 'group' }, {})) ?? []);
    const unknown = onlyCard((await away?.answer(turn, {})) ?? []);

    assert.match(near.fallbackText, /^Call-in numbers near you: United States\n/);
    assert.match(inGroup.fallbackText, /^Which country/);
    assert.match(unknown.fallbackText, /^Which country/);
  });

  it('shows four numbers at once and the others behind “more”, and names the platform of each', async () => {
    const numbers = Array.from({ length: 6 }, (_, index) => ({
      ...site.accessNumbers[2],
      display: `+45 33 12 34 5${index}`,
      dial: `+453312345${index}`,
      platform: index % 2 ? 'teams' : 'skype-for-business',
    }));
    const many = dialInHelp({ site: Site.parse({ ...site, accessNumbers: numbers }) });

    const reply = onlyCard(await asked(many, 'dial-in-number', { entities: { country: 'DK' } }));
    const teams = onlyCard(await asked(many, 'dial-in-number', { entities: { country: 'DK', platform: 'teams' } }));

    assert.equal(urlsIn(reply).filter((url) => url.startsWith('tel:')).length, 4);
    assert.ok(shownIn(reply).includes('More'));
    assert.match(reply.fallbackText, /\+45 33 12 34 55 \(København · Microsoft Teams · Danish, English\)/);
    assert.doesNotMatch(reply.speak, /34 55/);
    assert.equal(urlsIn(teams).filter((url) => url.startsWith('tel:')).length, 3);
  });

  it('gives the numbers of a country, each with a link that dials', async () => {
    const reply = onlyCard(await asked(feature, 'dial-in-number', { entities: { country: 'US' } }));

    assert.match(
      reply.fallbackText,
      /^Call-in numbers: United States\n\+1 410-555-0150 \(Baltimore · English, Spanish\)/,
    );
    assert.match(reply.fallbackText, /\+1 800-555-0151 \(toll-free · English, Spanish\)/);
    assert.match(reply.fallbackText, /conference ID/);
    assert.deepEqual(urlsIn(reply), ['tel:+14105550150', 'tel:+18005550151', 'https://dialin.example.com/']);
  });

  it('names country and languages in the reader’s language', async () => {
    const reply = onlyCard(await asked(feature, 'dial-in-number', { locale: 'da', entities: { country: 'DE' } }));

    assert.match(reply.fallbackText, /^Opkaldsnumre: Tyskland\n.*\(Berlin · tysk, engelsk\)/);
  });

  it('offers the countries when none was named', async () => {
    const reply = onlyCard(await asked(feature, 'dial-in-number'));

    assert.deepEqual(asksIn(reply), [
      'dial-in-number:DK',
      'dial-in-number:FR',
      'dial-in-number:DE',
      'dial-in-number:ES',
      'dial-in-number:GB',
      'dial-in-number:US',
    ]);
  });

  it('says that a country has no number and offers the others', async () => {
    const reply = onlyCard(await asked(feature, 'dial-in-number', { entities: { country: 'IS' } }));

    assert.match(reply.fallbackText, /^No call-in number for this country: Iceland\./);
    assert.equal(asksIn(reply).length, 6);
  });

  it('needs no question where there is one country only', async () => {
    const danish = site.accessNumbers.filter(({ country }) => country === 'DK');
    const small = dialInHelp({ site: { ...site, accessNumbers: danish } });

    const reply = onlyCard(await asked(small, 'dial-in-number'));

    assert.match(reply.fallbackText, /^Call-in numbers: Denmark/);
  });

  it('points to the invitation where the site has no numbers', async () => {
    const none = dialInHelp({ site: { ...site, accessNumbers: [] } });

    const [reply] = await asked(none, 'dial-in-number', { entities: { country: 'DK' } });

    assert.ok(reply?.kind === 'text');
    assert.match(reply.text, /in your meeting invitation\. Open the dial-in page: https:\/\/dialin\.example\.com\//);
  });

  it('does not repeat what is no country', async () => {
    const reply = onlyCard(await asked(feature, 'dial-in-number', { entities: { country: '74920183' } }));

    assert.doesNotMatch(JSON.stringify(reply), /74920183|for this country/);
    assert.equal(asksIn(reply).length, 6);
  });

  it('fills its cards in every language', async () => {
    for (const locale of locales) {
      for (const entities of [{}, { country: 'US' }, { country: 'IS' }]) {
        const reply = onlyCard(await asked(feature, 'dial-in-number', { locale, entities }));

        assert.ok(shownIn(reply).every((shown) => shown.length > 0));
      }
    }
  });
});

it('works where others read along: nothing in dial-in help is personal', () => {
  assert.deepEqual(
    feature.answers?.map(({ id, personal }) => [id, personal]),
    [
      ['dtmf-key', false],
      ['dtmf-table', false],
      ['dial-in-number', false],
    ],
  );
});

function sampleWithKeys(keys: Record<string, string>): Site {
  const platforms = site.platforms.map((platform, index) => (index === 0 ? { ...platform, keys } : platform));
  return Site.parse({ ...site, platforms });
}
