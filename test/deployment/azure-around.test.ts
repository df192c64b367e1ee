import assert from 'node:assert/strict';
import { z } from 'zod';
import { Template } from '../support/arm-template.ts';
import { findingsIn } from '../support/powershell-grammar.ts';
import { textOf } from '../support/tree.ts';

const folder = 'deploymentTemplates/azure';
const json = (name: string): unknown => JSON.parse(textOf(`${folder}/${name}`));
const main = Template.parse(json('main.json'));

describe('the example of parameters', () => {
  const Parameters = z.record(
    z.string(),
    z.union([
      z.strictObject({ value: z.unknown() }),
      z.strictObject({
        reference: z.strictObject({ keyVault: z.strictObject({ id: z.string() }), secretName: z.string() }),
      }),
    ]),
  );
  const { parameters } = z.looseObject({ parameters: Parameters }).parse(json('parameters.example.json'));

  it('gives what has no default, and names no parameter that is not there', () => {
    const required = Object.entries(main.parameters)
      .filter(([, { defaultValue }]) => defaultValue === undefined)
      .map(([name]) => name);

    assert.deepEqual(
      required.filter((name) => !(name in parameters)),
      [],
    );
    assert.deepEqual(
      Object.keys(parameters).filter((name) => !(name in main.parameters)),
      [],
    );
  });

  it('takes every secret from a vault', () => {
    for (const [name, given] of Object.entries(parameters))
      assert.equal('reference' in given, main.parameters[name]?.type === 'securestring', name);
  });
});

describe('the script that grants Graph’s permissions', () => {
  const script = textOf(`${folder}/grant-graph-permissions.ps1`);

  it('parses, and does what is permitted alone', async function () {
    this.timeout(60_000);
    const findings = await findingsIn(script, {
      commands: [
        'Set-StrictMode',
        'Connect-MgGraph',
        'Get-MgServicePrincipal',
        'Get-MgServicePrincipalAppRoleAssignment',
        'New-MgServicePrincipalAppRoleAssignment',
        'Write-Output',
        'Write-Warning',
        'Out-Null',
        'Disconnect-MgGraph',
      ],
      methods: [],
      types: ['CmdletBinding', 'Parameter', 'guid', 'switch'],
    });

    assert.deepEqual(findings, []);
  });

  it('grants what the doctor looks for and nothing else', () => {
    const named = [...script.matchAll(/'([A-Z]\w+\.\w+(?:\.\w+)?)'/gu)].map(([, name]) => name);

    assert.deepEqual(named, [
      'User.Read.All',
      'GroupMember.Read.All',
      'Mail.Send',
      'AppRoleAssignment.ReadWrite.All',
      'Application.Read.All',
    ]);
  });
});
