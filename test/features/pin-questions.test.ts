import assert from 'node:assert/strict';
import { embeddedUserDirectory } from '../../src/backends/user-directory/embedded.ts';
import { samplePeople } from '../../src/backends/user-directory/sample-people.ts';
import type { Entities } from '../../src/conversation/flow.ts';
import { needPin, needPinFollowUp } from '../../src/features/pin-questions/need-pin.rules.ts';
import { pinQuestions } from '../../src/features/pin-questions/pin-questions.ts';
import { locales } from '../../src/kernel/locale.ts';
import { buttonRoutes, routes as intentRoutes } from '../../src/understanding/intents.ts';
import { answerTurn, asked, asksIn, onlyCard, shownIn, site, urlsIn } from '../support/answers.ts';

const directory = embeddedUserDirectory(samplePeople);
const onSite = (given: Partial<typeof site>) => pinQuestions({ site: { ...site, ...given }, directory });
const feature = onSite({});
const routes = { ...intentRoutes, ...buttonRoutes };
const [skype, teams] = site.platforms;
assert.ok(skype && teams);

const said = async (id: string, entities: Entities = {}, from = feature) =>
  onlyCard(await asked(from, id, { entities }));

describe('questions about a PIN', () => {
  const cases: readonly (readonly [string, Entities])[] = [
    ['need-pin', {}],
    ...['skype-for-business', 'teams'].map((platform) => ['need-pin', { platform }] as const),
    ...['lead', 'attend', 'desk-phone', 'room'].map(
      (role) => ['need-pin', { platform: 'skype-for-business', role }] as const,
    ),
    ...['own', 'other'].map((role) => ['need-pin', { platform: 'teams', role }] as const),
    ['conference-id', {}],
    ['conference-id', { platform: 'teams' }],
    ['join-steps', {}],
    ['join-steps', { country: 'DK' }],
    ['waiting-alone', {}],
    ['desk-phone', {}],
    ['which-pin', {}],
    ['pin-trouble', {}],
  ];

  it('are all answered, each by the wish of its name', () => {
    const ids = (feature.answers ?? []).map(({ id }) => id);

    assert.deepEqual([...new Set(cases.map(([id]) => id))].sort(), [...ids].sort());
    for (const id of ids) {
      const route = Object.entries(routes).find(([wish]) => wish === id)?.[1];
      assert.ok(route && 'answer' in route && route.answer === id, id);
    }
  });

  for (const [id, entities] of cases)
    it(`answer ${id} ${JSON.stringify(entities)} in every language, with wishes that lead somewhere`, async () => {
      const texts = new Set<string>();
      for (const locale of locales) {
        const reply = onlyCard(await asked(feature, id, { locale, entities }));

        texts.add(reply.fallbackText);
        assert.ok(shownIn(reply).every((shown) => shown.length > 0));
        assert.ok(reply.speak.length > 0 && reply.speak.length <= reply.fallbackText.length + 1);
        assert.deepEqual(
          asksIn(reply).filter((ask) => !((ask.split(/[:;]/)[0] ?? '') in routes)),
          [],
        );
      }
      assert.equal(texts.size, locales.length);
    });
});

describe('need-pin', () => {
  it('decides with two questions at most', async () => {
    const first = await said('need-pin');
    const second = await said('need-pin', { platform: 'teams' });
    const third = await said('need-pin', { platform: 'teams', role: 'other' });

    assert.deepEqual(asksIn(first), ['need-pin:skype-for-business', 'need-pin:teams']);
    assert.match(first.fallbackText, /^Mostly not: the call-in number and the conference ID are enough/);
    assert.deepEqual(asksIn(second), ['need-pin:teams;role=own', 'need-pin:teams;role=other']);
    assert.match(third.speak, /^No\. In Teams only the organiser has a PIN, for own meetings\.$/);
  });

  it('asks one question where there is one platform', () => {
    assert.deepEqual(needPin({ platforms: [teams] }, {}), { kind: 'which-role', platform: 'teams' });
    assert.deepEqual(needPin({ platforms: [teams] }, { platform: 'skype-for-business' }), {
      kind: 'which-role',
      platform: 'teams',
    });
  });

  it('does not take a role of the other platform', () => {
    assert.equal(needPin(site, { platform: 'teams', role: 'lead' }).kind, 'which-role');
  });

  it('says who needs one in Skype for Business, and who does not', async () => {
    const shorts = await Promise.all(
      ['lead', 'attend', 'desk-phone', 'room'].map(
        async (role) => (await said('need-pin', { platform: 'skype-for-business', role })).speak,
      ),
    );

    assert.deepEqual(
      shorts.map((short) => short.split(/[ ,.]/)[0]),
      ['Yes', 'No', 'Yes', 'Yes'],
    );
  });

  it('takes “yes” and “no” to “is it your own meeting?”, and another platform', () => {
    const inTeams = { platform: 'teams' };

    assert.deepEqual(needPinFollowUp(site, inTeams, { reply: 'yes' }), { platform: 'teams', role: 'own' });
    assert.deepEqual(needPinFollowUp(site, inTeams, { reply: 'no' }), { platform: 'teams', role: 'other' });
    assert.deepEqual(needPinFollowUp(site, { ...inTeams, role: 'own' }, { platform: 'skype-for-business' }), {
      platform: 'skype-for-business',
    });
    assert.equal(needPinFollowUp(site, { platform: 'skype-for-business' }, { reply: 'yes' }), undefined);
    assert.equal(needPinFollowUp(site, { ...inTeams, role: 'own' }, { reply: 'yes' }), undefined);
  });
});

describe('waiting-alone', () => {
  it('names each platform’s key for the lobby, and the one that unlocks', async () => {
    const { fallbackText, speak } = await said('waiting-alone');

    assert.match(fallbackText, /\*8 \(Skype for Business\) or \*21 \(Microsoft Teams\)/);
    assert.match(fallbackText, /with \*7 \(Skype for Business\)/);
    assert.doesNotMatch(speak, /\*/);
  });

  it('says nothing of a key where no platform has one', async () => {
    const without = onSite({ platforms: site.platforms.map((platform) => ({ ...platform, keys: {} })) });

    const { fallbackText } = await said('waiting-alone', {}, without);

    assert.doesNotMatch(fallbackText, /\*/);
    assert.match(fallbackText, /lobby/);
  });
});

describe('join-steps', () => {
  it('names the number near a person who is known, to call at a tap', async () => {
    const turn = { ...answerTurn('en'), vouchedFor: { directoryId: samplePeople[1]?.id ?? '', tenantId: 't' } };
    const answer = feature.answers?.find(({ id }) => id === 'join-steps');

    const reply = onlyCard((await answer?.answer(turn, {})) ?? []);

    assert.match(reply.fallbackText, /^By phone in three steps:\n1\. Call .*near you: \+45 00 55 01 50/);
    assert.deepEqual(urlsIn(reply), ['tel:+4500550150']);
  });

  it('leads nobody to a number of the other platform', async () => {
    const [number] = site.accessNumbers;
    assert.ok(number);
    const ofTeams = onSite({ accessNumbers: [{ ...number, platform: 'teams' }] });

    const skypeMeeting = await said('join-steps', { country: 'US', platform: 'skype-for-business' }, ofTeams);
    const teamsMeeting = await said('join-steps', { country: 'US', platform: 'teams' }, ofTeams);

    assert.deepEqual(urlsIn(skypeMeeting), []);
    assert.deepEqual(urlsIn(teamsMeeting), [`tel:${number.dial}`]);
  });
});

describe('where there is one platform', () => {
  it('a Teams phone is not told to sign in with a PIN, and Teams is not named to others', async () => {
    const onTeams = await said('desk-phone', {}, onSite({ platforms: [teams], defaultPlatform: 'teams' }));
    const onSkype = await said('pin-trouble', {}, onSite({ platforms: [skype] }));
    const onBoth = await said('pin-trouble');

    assert.match(onTeams.fallbackText, /work account, not with a PIN/);
    assert.doesNotMatch(onSkype.fallbackText, /Teams/);
    assert.match(onBoth.fallbackText, /Teams/);
  });
});

it('works where others read along: nothing of these questions is personal', () => {
  assert.ok(feature.answers?.every(({ personal }) => !personal));
});
