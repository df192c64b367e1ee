import assert from 'node:assert/strict';
import { z } from 'zod';
import { isInTheOpen, readConfig, variables } from '../../src/config.ts';
import { evaluated } from '../support/arm-evaluate.ts';
import { callsIn, type Expression } from '../support/arm-expression.ts';
import { expressionsIn, Template } from '../support/arm-template.ts';
import { textOf } from '../support/tree.ts';

const folder = 'deploymentTemplates/azure';
const main = Template.parse(JSON.parse(textOf(`${folder}/main.json`)));
const readme = textOf(`${folder}/README.md`);
const ofTheSite = main.resources.find(({ name }) => name.includes('/appsettings'));
const tenant = '44444444-4444-4444-8444-444444444444';
const appId = '77777777-7777-4777-8777-777777777777';
/** App Service's own. */
const ofThePlatform = ['SCM_DO_BUILD_DURING_DEPLOYMENT', 'WEBSITE_RUN_FROM_PACKAGE'];
const secrets = [
  'METRICS_TOKEN',
  'DATABASE_URL',
  'SECRET_KEY',
  'SECRET_KEY_PREVIOUS',
  'SMTP_PASSWORD',
  'OIDC_CLIENT_SECRET',
  'MicrosoftAppPassword',
];

/** What the program gets where these parameters are given. */
function settingsWith(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const defaults = Object.entries(main.parameters).map(([name, { defaultValue, type }]) => [
    name,
    defaultValue ?? (type === 'securestring' ? 's'.repeat(40) : 'x'),
  ]);
  const parameters = {
    ...Object.fromEntries(defaults),
    mailFrom: 'pin@example.com',
    oidcClientId: appId,
    botAppId: appId,
    ...given,
  };
  return z
    .record(z.string(), z.string())
    .parse(evaluated(ofTheSite?.properties, { parameters, variables: main.variables }));
}

/** As App Service hands them to the program: with what the vault has in place of the reference. */
const resolved = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([name]) => !ofThePlatform.includes(name))
      .map(([name, value]) => [
        name,
        value.startsWith('@')
          ? name === 'DATABASE_URL'
            ? 'postgres://u:p@x/y?sslmode=verify-full'
            : 'k'.repeat(40)
          : value,
      ]),
  );

describe('the settings in the ARM template', () => {
  const settings = settingsWith({});

  it('are variables that are read, or App Service’s own', () => {
    assert.deepEqual(
      Object.keys(settings).filter((name) => !variables.includes(name) && !ofThePlatform.includes(name)),
      [],
    );
  });

  it('are all that the program reads, but for those that the README names with a reason', () => {
    const [, section = ''] = /## What the template does not set\n([\s\S]*?)\n## /u.exec(readme) ?? [];
    const excused = [...section.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| .{20,} \|$/gmu)].flatMap(([, names = '']) =>
      [...names.matchAll(/\w+/gu)].map(([name]) => name),
    );

    assert.ok(excused.length > 10);
    assert.deepEqual(
      [...Object.keys(settings).filter((name) => variables.includes(name)), ...excused].sort(),
      [...variables].sort(),
    );
  });

  it('make a configuration that the program takes in the open: a bot of one tenant', () => {
    const config = readConfig(resolved(settings));

    assert.ok(isInTheOpen(config) && config.deskRoles);
    assert.deepEqual(
      [config.bot?.appId, config.bot?.appType, config.bot?.oAuthConnection],
      [appId, 'SingleTenant', 'entra'],
    );
    assert.deepEqual(config.signIn?.allowedTenants, [tenant]);
    assert.equal(config.signIn?.issuer.href, `https://login.microsoftonline.com/${tenant}/v2.0`);
    assert.equal(config.publicUrl?.origin, 'https://pindesk-abcdefghijklm.azurewebsites.net');
  });

  it('make one too with the bot’s identity for a password', () => {
    const config = readConfig(resolved(settingsWith({ botAppType: 'UserAssignedMSI', botAppId: '' })));

    assert.deepEqual(
      [config.bot?.appId, config.bot?.appType],
      ['66666666-6666-4666-8666-666666666666', 'UserAssignedMSI'],
    );
    assert.deepEqual([config.identity.teams, config.bot?.oAuthConnection], ['code', undefined]);
  });

  it('make one with a mail server, another address and a setting of one’s own', () => {
    const given = {
      mailer: 'smtp',
      smtpHost: 'mail.example.com',
      smtpUser: 'pin',
      smtpPassword: 'x',
      publicUrl: 'https://pin.example.com',
      moreSettings: { LOG_LEVEL: 'warn' },
    };

    const config = readConfig(resolved(settingsWith(given)));

    assert.deepEqual(
      [config.backends.mailer.MAILER, config.publicUrl?.origin, config.logLevel],
      ['smtp', 'https://pin.example.com', 'warn'],
    );
  });
});

describe('the secrets in the ARM template', () => {
  const written = settingsWith({ smtpPassword: 'x', previousSecretKeys: 'x', metricsToken: 'x' });
  const stored = main.resources
    .filter(({ type }) => type === 'Microsoft.KeyVault/vaults/secrets')
    .map(({ name }) => /'\/([\w-]+)'/u.exec(name)?.[1] ?? name);

  it('are every one a reference to the vault', () => {
    const shown = Object.entries(written).filter(([name]) => /secret|password|key|token|database_url/iu.test(name));

    assert.deepEqual(shown.map(([name]) => name).sort(), [...secrets].sort());
    for (const [name, value] of shown)
      assert.match(
        value,
        /^@Microsoft\.KeyVault\(SecretUri=https:\/\/[\w-]{3,24}\.vault\.azure\.net\/secrets\/[\w-]+\)$/u,
        name,
      );
  });

  it('are in the vault under the names by which they are asked for', () => {
    const asked = Object.values(written).flatMap((value) => /\/secrets\/([\w-]+)\)$/u.exec(value)?.[1] ?? []);

    assert.deepEqual(asked.sort(), stored.sort());
  });

  it('are left out where there is none', () => {
    const { SMTP_PASSWORD: mail, SECRET_KEY_PREVIOUS: before } = settingsWith({});

    assert.deepEqual([mail, before], ['', '']);
  });

  it('go into the vault, the database and the bot’s connection, and nowhere else', () => {
    const secure = Object.entries(main.parameters)
      .filter(([, { type }]) => type === 'securestring')
      .map(([name]) => name);
    const places = expressionsIn({
      variables: main.variables,
      outputs: main.outputs,
      resources: Object.fromEntries(main.resources.map((resource) => [resource.type, resource])),
    });
    const shown = places.filter(({ expression }) => shows(expression, secure)).map(({ path }) => path);

    assert.ok(secure.length >= 6);
    for (const path of shown)
      assert.match(
        path,
        /^resources\.Microsoft\.(KeyVault\/vaults\/secrets\.properties\.value|DBforPostgreSQL\/flexibleServers\.properties\.administratorLoginPassword|BotService\/botServices\/connections\.properties\.clientSecret)$/u,
      );
  });
});

/** Does an expression have a secret for its answer? Whether there is one may be asked. */
function shows(expression: Expression, secure: readonly string[]): boolean {
  const asks = new Set([...callsIn(expression)].filter(({ name }) => name === 'empty').flatMap(({ args }) => args));
  return [...callsIn(expression)].some((call) => {
    const [first] = call.args;
    return call.name === 'parameters' && first?.kind === 'text' && secure.includes(first.value) && !asks.has(call);
  });
}
