import assert from 'node:assert/strict';
import fc from 'fast-check';
import sinon from 'sinon';
import {
  type PinServiceRules,
  pinServicesByPerson,
  serviceByRule,
} from '../../../src/backends/pin-service/by-person.ts';
import { pinServiceOf } from '../../../src/backends/pin-service/pin-service.ts';
import { sampleSite } from '../../../src/features/dial-in-help/sample-site.ts';
import { Site } from '../../../src/kernel/site.ts';
import { pinOwner as ada } from '../../support/pin-owner.ts';
import { issuing, pinsThat } from '../../support/resetting.ts';

/** As the site file says them. */
const rulesOf = (...pinServiceRules: readonly object[]): PinServiceRules =>
  Site.parse({ ...sampleSite, pinServiceRules }).pinServiceRules;
const dane = { userPrincipalName: 'Ada@Contoso.com', country: 'DK' };

describe('where somebody of a mixed estate has their PIN', () => {
  const cases: readonly [string, readonly object[], ReturnType<typeof serviceByRule>][] = [
    ['nobody is named', [], undefined],
    ['they are named', [{ service: 'teams', people: ['ada@contoso.com'] }], 'teams'],
    ['they are named in capitals', [{ service: 'teams', people: [' ADA@contoso.com '] }], 'teams'],
    ['their domain is', [{ service: 'skype-for-business', domains: ['contoso.com'] }], 'skype-for-business'],
    ['a domain above theirs is', [{ service: 'teams', domains: ['com.example', 'soco.com'] }], undefined],
    ['a domain below theirs is', [{ service: 'teams', domains: ['eu.contoso.com'] }], undefined],
    ['their country is', [{ service: 'teams', countries: ['SE', 'DK'] }], 'teams'],
    ['another country is', [{ service: 'teams', countries: ['SE'] }], undefined],
    [
      'two rules name them: the first counts',
      [
        { service: 'skype-for-business', people: ['ada@contoso.com'] },
        { service: 'teams', domains: ['contoso.com'] },
      ],
      'skype-for-business',
    ],
    [
      'one thing of a rule names them, and another does not',
      [{ service: 'teams', people: ['bo@contoso.com'], countries: ['DK'] }],
      'teams',
    ],
  ];
  for (const [what, rules, service] of cases) {
    it(`is told where ${what}: ${service}`, () => {
      assert.equal(serviceByRule(rulesOf(...rules), dane), service);
    });
  }

  it('is told by no country of somebody who has none', () => {
    const rules = rulesOf({ service: 'teams', countries: ['DK'] });

    assert.equal(serviceByRule(rules, { userPrincipalName: 'ada@contoso.com' }), undefined);
  });

  it('is never told by a domain that somebody puts before their own', () => {
    const rules = rulesOf({ service: 'teams', domains: ['contoso.com'] });
    const before = fc.string({ maxLength: 30 }).map((text) => `${text}@contoso.com`);

    fc.assert(
      fc.property(before, (text) => {
        const userPrincipalName = `${text}@fabrikam.com`;
        assert.equal(serviceByRule(rules, { userPrincipalName }), undefined);
      }),
    );
  });

  for (const [refusal, kind] of [
    [undefined, 'chosen'],
    ['not-enabled', 'chosen'],
    ['other-service', 'issued'],
    ['unknown-person', 'issued'],
  ] as const) {
    it(`is asked of the server where no rule says it: ${refusal ?? 'theirs'} there means ${kind}`, async () => {
      const refusalOf = sinon.fake.resolves(refusal);
      const rules = rulesOf({ service: 'teams', people: ['bo@contoso.com'] });
      const pins = pinServicesByPerson({ server: pinsThat({ refusalOf }), online: issuing(sinon.fake()), rules });

      const service = await pinServiceOf(pins, ada);

      assert.equal(service.kind, kind);
      sinon.assert.calledOnceWithExactly(refusalOf, ada);
    });
  }

  it('ends both services', async () => {
    const [server, online] = [sinon.fake.resolves(undefined), sinon.fake.resolves(undefined)];
    const pins = pinServicesByPerson({
      server: pinsThat({ close: server }),
      online: { ...issuing(sinon.fake()), close: online },
      rules: [],
    });

    await pins.close?.();

    sinon.assert.calledOnce(server);
    sinon.assert.calledOnce(online);
  });
});
