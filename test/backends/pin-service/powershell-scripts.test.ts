import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { findingsIn, type Permitted } from '../../support/powershell-grammar.ts';
import { filesIn, textOf } from '../../support/tree.ts';

const folder = 'src/backends/pin-service/powershell';
const ofLoop: Permitted = {
  commands: [
    'New-Object',
    'Get-ItemProperty',
    'Get-PolicySwitch',
    'ConvertFrom-Json',
    'ConvertTo-Json',
    'Invoke-Request',
  ],
  methods: [
    'OpenStandardInput',
    'OpenStandardOutput',
    'ReadLine',
    'WriteLine',
    'Flush',
    'Clear',
    'GetType',
    'ToString',
    'ToUnixTimeMilliseconds',
  ],
  types: ['Console', 'string', 'char', 'datetime', 'DateTimeOffset', 'Globalization.CultureInfo'],
};
const permitted: Readonly<Record<string, Permitted>> = {
  'loop.ps1': ofLoop,
  'skype-for-business.ps1': {
    commands: [
      'New-PSSession',
      'Import-PSSession',
      'Import-Module',
      'Get-LoggingPolicy',
      'Get-TimeText',
      'Get-CsUser',
      'Get-CsPool',
      'Get-CsPinPolicy',
      'Get-CsClientPinInfo',
      'Set-CsClientPin',
      'Lock-CsClientPin',
      'Unlock-CsClientPin',
    ],
    methods: [],
    types: ['string', 'bool', 'int'],
  },
  'teams.ps1': {
    commands: [
      'Import-Module',
      'Get-LoggingPolicy',
      'Connect-MicrosoftTeams',
      'Get-CsTenant',
      'Get-CsOnlineDialInConferencingUser',
      'Set-CsOnlineDialInConferencingUser',
    ],
    methods: [],
    types: ['string'],
  },
};
const scripts = filesIn(folder);
const linesWith = (name: string, word: RegExp): readonly string[] =>
  textOf(`${folder}/${name}`)
    .split('\n')
    .filter((line) => word.test(line))
    .map((line) => line.trim());

describe('the PowerShell scripts', () => {
  it('are all known here', () => {
    assert.deepEqual(
      scripts.map((path) => basename(path)),
      Object.keys(permitted),
    );
  });

  for (const path of scripts) {
    it(`parse, and do what is permitted alone: ${basename(path)}`, async () => {
      const findings = await findingsIn(textOf(path), permitted[basename(path)] ?? ofLoop);

      assert.deepEqual(findings, []);
    });
  }

  it('change something in so many places, and hand on a PIN in one', () => {
    const changes = /(?:Set|Lock|Unlock)-Cs/;

    assert.deepEqual(linesWith('skype-for-business.ps1', changes).slice(1), [
      '$null = Set-CsClientPin @whom @chosen @surely',
      '$null = Set-CsClientPin @whom @surely',
      '$null = Lock-CsClientPin @whom @surely',
      '$null = Unlock-CsClientPin @whom @surely',
    ]);
    assert.deepEqual(linesWith('teams.ps1', changes), ['$null = Set-CsOnlineDialInConferencingUser @whom @change']);
    assert.deepEqual(linesWith('skype-for-business.ps1', /\.pin\b/i), ['$chosen = @{ Pin = $Request.pin }']);
    assert.equal(linesWith('loop.ps1', /WriteLine/).length, 1);
  });

  it('stop at every error: a command that goes on after one would be a success', () => {
    const asking = /(?:Get|Set|Lock|Unlock|Connect)-(?:Cs|MicrosoftTeams|PSSession)/;
    const asked = ['skype-for-business.ps1', 'teams.ps1'].flatMap((name) => linesWith(name, asking));

    assert.ok(asked.length > 10);
    assert.deepEqual(
      asked.filter((line) => !/@whom|@signIn|ErrorAction|CommandName/.test(line)),
      [],
    );
    for (const name of ['skype-for-business.ps1', 'teams.ps1']) {
      assert.match(textOf(`${folder}/${name}`), /\$whom = @\{ Identity = \$Request\.identity; ErrorAction = 'Stop' \}/);
    }
    assert.match(textOf(`${folder}/loop.ps1`), /^\$global:ErrorActionPreference = 'Stop'$/m);
  });

  for (const [what, script] of [
    ['a text that is run', 'Invoke-Expression $Request.identity'],
    ['the call operator', '& $Request.do'],
    ['a script made of a text', '[scriptblock]::Create($Request.pin)'],
    ['a value beside a command', 'Get-CsUser -Identity $Request.identity'],
    ['a value in a text beside a command', 'Get-CsUser -Identity "sip:$($Request.identity)"'],
    ['a text put together', '$name = "sip:$($Request.identity)"'],
    ['a text with a value', '$name = "sip:$Request"'],
    ['a filter of text', 'Get-CsUser -Filter "SipAddress -eq \'$line\'"'],
    ['something written to the console', 'Write-Host $Request.pin'],
    ['something written to a file', '$Request.pin > C:\\pin.txt'],
    ['something appended to a file', 'Add-Content -Path C:\\pin.txt -Value hello'],
    ['a pretence', 'Set-CsClientPin @whom -WhatIf'],
    ['a method of anything', '$Request.pin.Substring(1)'],
    ['a brace that is never closed', "switch ($Request.do) { 'ping' { return }"],
    ['a quote that is never closed', "$a = 'ping"],
    ['a curly quote', '$a = \u2018ping\u2019'],
  ] as const) {
    it(`would not pass with ${what}`, async () => {
      const findings = await findingsIn(`${script}\n`, permitted['skype-for-business.ps1'] ?? ofLoop);

      assert.notDeepEqual(findings, []);
    });
  }
});
