import assert from 'node:assert/strict';
import { readConfig, variables } from '../../src/config.ts';
import { filledIn, settingsIn } from '../support/settings-files.ts';
import { textOf } from '../support/tree.ts';

const folder = 'deploymentTemplates/on-premises';
const unit = textOf(`${folder}/pin-desk@.service`);
const of = (name: string): readonly string[] =>
  [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gmu'))].map(([, value = '']) => value);
const unitSettings = Object.fromEntries(
  of('Environment').flatMap((line) =>
    line
      .replaceAll('%i', '3978')
      .split(' ')
      .map((pair) => pair.split('=', 2)),
  ),
);
const { NODE_ENV: ofNode, ...ofOurs } = unitSettings;

describe('the systemd unit', () => {
  it('sets only variables that are read, and makes a configuration together with the example', () => {
    const config = readConfig({ ...filledIn(settingsIn('deploymentTemplates/pin-desk.env.example')), ...ofOurs });

    assert.deepEqual(
      Object.keys(ofOurs).filter((name) => !variables.includes(name)),
      [],
    );
    assert.deepEqual(
      [config.host, config.port, config.dataDir, ofNode],
      ['127.0.0.1', 3978, '/var/lib/pin-desk/3978', 'production'],
    );
  });

  it('keeps its data where the program may write, and its secrets in a file that the program cannot read', () => {
    assert.deepEqual(
      [of('StateDirectory'), of('StateDirectoryMode'), ofOurs.DATA_DIR],
      [['pin-desk/%i'], ['0700'], '/var/lib/pin-desk/3978'],
    );
    assert.deepEqual(of('EnvironmentFile'), ['/etc/pin-desk/pin-desk.env']);
    assert.match(
      textOf(`${folder}/README.md`),
      /install -m 0600 pin-desk\.env\.example \/etc\/pin-desk\/pin-desk\.env/u,
    );
  });

  const walls = {
    DynamicUser: 'yes',
    NoNewPrivileges: 'yes',
    CapabilityBoundingSet: '',
    ProtectSystem: 'strict',
    ProtectHome: 'yes',
    PrivateTmp: 'yes',
    PrivateDevices: 'yes',
    RestrictNamespaces: 'yes',
    RestrictSUIDSGID: 'yes',
    SystemCallFilter: '@system-service',
    UMask: '0077',
    Restart: 'always',
  } as const;
  for (const [name, value] of Object.entries(walls)) {
    it(`has ${name}=${value}`, () => {
      assert.equal(of(name)[0], value);
    });
  }

  it('waits longer for the end than the program takes', () => {
    assert.ok(Number(of('TimeoutStopSec')[0]) > 10);
  });
});

describe('the Windows service', () => {
  const xml = textOf(`${folder}/pin-desk.xml`);
  const settings = Object.fromEntries(
    [...xml.matchAll(/<env name="([^"]+)" value="([^"]*)" \/>/gu)].map(([, name = '', value = '']) => [name, value]),
  );

  it('sets only variables that are read, and makes a configuration once its blanks are filled in', () => {
    const { NODE_ENV: mode, ...ours } = settings;
    const config = readConfig(filledIn(ours));

    assert.equal(mode, 'production');
    assert.deepEqual(
      Object.keys(ours).filter((name) => !variables.includes(name)),
      [],
    );
    assert.deepEqual(config.trustedProxies, ['127.0.0.1', '::1']);
    assert.equal(config.backends.pins.PIN_SERVICE, 'skype-for-business');
  });

  it('holds no secret', () => {
    const secrets = Object.entries(settings).filter(([name]) => /PASSWORD|SECRET|KEY|Password/u.test(name));

    assert.ok(secrets.length >= 4);
    for (const [name, value] of secrets) assert.match(value, /^\[[^\]]+\]$/u, name);
  });
});

describe('the proxies’ settings', () => {
  const nginx = textOf(`${folder}/nginx.conf`);
  const iis = textOf(`${folder}/web.config`);

  it('let WebSockets through and say themselves where a request is from', () => {
    assert.match(nginx, /map \$http_upgrade \$pin_desk_connection \{\s+default upgrade;/u);
    assert.match(nginx, /Upgrade \$http_upgrade;\s+proxy_set_header\s+Connection \$pin_desk_connection;/u);
    assert.match(nginx, /X-Forwarded-For \$remote_addr;/u);
    assert.match(nginx, /proxy_set_header\s+Host \$host;/u);
  });

  it('take nothing older than TLS 1.2, send http to https, and lead to the port of the unit', () => {
    assert.match(nginx, /ssl_protocols\s+TLSv1\.2 TLSv1\.3;/u);
    assert.match(nginx, /return 301 https:/u);
    assert.match(iis, /url="https:\/\/\{HTTP_HOST\}\/\{R:1\}" redirectType="Permanent"/u);
    for (const text of [nginx, iis]) assert.ok(text.includes(`127.0.0.1:${ofOurs.PORT}`));
  });

  it('say nothing of what they are', () => {
    assert.equal([...nginx.matchAll(/server_tokens off;/gu)].length, [...nginx.matchAll(/^server \{/gmu)].length);
    assert.match(iis, /removeServerHeader="true"/u);
    assert.match(iis, /<remove name="X-Powered-By" \/>/u);
  });
});
