import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, variables } from '../../src/config.ts';
import { filledIn, settingsIn } from '../support/settings-files.ts';
import { textOf } from '../support/tree.ts';

const Health = z.strictObject({
  test: z.array(z.string()),
  interval: z.string(),
  timeout: z.string(),
  retries: z.number(),
  start_period: z.string(),
});
const Service = z.strictObject({
  image: z.string(),
  build: z.strictObject({ context: z.string() }).optional(),
  env_file: z.array(z.strictObject({ path: z.string(), format: z.literal('raw') })).optional(),
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()).default([]),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string() })).default([]),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  volumes: z.array(z.string()),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  read_only: z.boolean().default(false),
  tmpfs: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  init: z.boolean().optional(),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string(),
  healthcheck: Health.optional(),
  shm_size: z.string().optional(),
  logging: z.strictObject({ driver: z.literal('json-file'), options: z.record(z.string(), z.string()) }),
});
const File = z.record(z.string(), z.strictObject({ file: z.string() }));
const Compose = z.strictObject({
  name: z.string(),
  services: z.strictObject({ 'pin-desk': Service, database: Service }),
  networks: z.record(
    z.string(),
    z.strictObject({
      ipam: z.strictObject({ config: z.array(z.strictObject({ subnet: z.string(), gateway: z.string() })) }),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
  configs: File,
  secrets: File,
});

const compose = Compose.parse(parse(textOf('deploymentTemplates/container/compose.yaml')));
const { 'pin-desk': desk, database } = compose.services;
const example = settingsIn('deploymentTemplates/pin-desk.env.example');
const ofTheImage = { HOST: '0.0.0.0', PORT: '3978', DATA_DIR: '/data' };

describe('the example of settings', () => {
  it('names only variables that are read', () => {
    assert.deepEqual(
      Object.keys(example).filter((name) => !variables.includes(name)),
      [],
    );
  });

  it('is a configuration that the program takes, in the open, once its blanks are filled in', () => {
    const config = readConfig({ ...filledIn(example), HOST: '127.0.0.1' });

    assert.equal(config.publicUrl?.origin, 'https://pin.example.com');
    assert.deepEqual([config.backends.mailer.MAILER, config.backends.directory.USER_DIRECTORY], ['smtp', 'graph']);
    assert.ok(config.bot && config.signIn && config.deskRoles && config.databaseUrl && config.secretKey);
  });

  it('holds no secret', () => {
    const secrets = Object.entries(example).filter(([name]) => /PASSWORD|SECRET|KEY|Password/u.test(name));

    assert.ok(secrets.length >= 5);
    for (const [name, value] of secrets) assert.match(value, /^<[^>]+>$/u, name);
  });
});

describe('the compose file', () => {
  it('sets only variables that are read, and makes a configuration that the program takes', () => {
    assert.deepEqual(
      Object.keys(desk.environment).filter((name) => !variables.includes(name)),
      [],
    );

    const config = readConfig({ ...ofTheImage, ...filledIn(example), ...desk.environment });

    assert.deepEqual(config.trustedProxies, [compose.networks.inner?.ipam.config[0]?.gateway]);
    assert.equal(config.siteFile, desk.configs[0]?.target);
  });

  it('is reached by this machine alone, and its database by nobody but the program', () => {
    assert.deepEqual(desk.ports, [`127.0.0.1:3978:${ofTheImage.PORT}`]);
    assert.deepEqual([database.ports, database.networks, desk.networks], [[], ['inner'], ['inner']]);
  });

  it('gives the program nothing to write but its volume and a temporary folder, and no right', () => {
    assert.equal(desk.read_only, true);
    assert.deepEqual([desk.cap_drop, desk.security_opt], [['ALL'], ['no-new-privileges:true']]);
    assert.deepEqual(
      desk.volumes.map((volume) => volume.split(':')[1]),
      [ofTheImage.DATA_DIR],
    );
    assert.match(desk.tmpfs[0] ?? '', /^\/tmp:.*noexec/u);
  });

  it('declares every volume, network, secret and file that is used, and no other', () => {
    const services = [desk, database];
    const used = {
      volumes: services.flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0])),
      networks: [...new Set(services.flatMap(({ networks }) => networks))],
      secrets: services.flatMap(({ secrets }) => secrets),
      configs: services.flatMap(({ configs }) => configs.map(({ source }) => source)),
    };

    assert.deepEqual(used.volumes.sort(), Object.keys(compose.volumes).sort());
    assert.deepEqual(used.networks, Object.keys(compose.networks));
    assert.deepEqual(used.secrets, Object.keys(compose.secrets));
    assert.deepEqual(used.configs, Object.keys(compose.configs));
    assert.ok(desk.depends_on.database && database.healthcheck);
  });

  it('has its secrets in files beside it, and no image without a version', () => {
    const { POSTGRES_PASSWORD_FILE: file, POSTGRES_PASSWORD: password } = database.environment;

    assert.deepEqual([file, password], ['/run/secrets/database-password', undefined]);
    assert.match(database.image, /^postgres:\d+\.\d+-/u);
    for (const { file: path } of Object.values(compose.secrets)) assert.ok(textOf('.gitignore').includes(path));
    assert.ok(textOf('.gitignore').includes('pin-desk.env\n'));
  });
});
