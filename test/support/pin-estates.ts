import { type PowershellPool, powershellPool, standInPowershell } from './powershell-pool.ts';
import { skypeServer } from './skype-server.ts';
import { teamsTenant } from './teams-tenant.ts';

/** Where a company has its PINs, and where the person of the test has theirs. */
export interface Estate {
  readonly name: string;
  readonly pinService: 'skype-for-business' | 'teams' | 'skype-for-business+teams';
  readonly home: 'the server' | 'Teams';
}

export const estates: readonly Estate[] = [
  { name: 'Skype for Business Server', pinService: 'skype-for-business', home: 'the server' },
  { name: 'Teams', pinService: 'teams', home: 'Teams' },
  { name: 'a mixed estate, to somebody of the server', pinService: 'skype-for-business+teams', home: 'the server' },
  { name: 'a mixed estate, to somebody of Teams', pinService: 'skype-for-business+teams', home: 'Teams' },
];

/** Somebody of the directory who has an account at both, of which one is in use. */
export const estatePerson = {
  id: '6f1d0c00-0000-4000-9000-000000000001',
  mail: 'ada.archer@contoso.com',
  sip: 'sip:ada@contoso.com',
};

export const estateDirectory = [
  {
    id: estatePerson.id,
    displayName: 'Ada Archer',
    userPrincipalName: estatePerson.mail,
    mail: estatePerson.mail,
    accountEnabled: true,
    imAddresses: [estatePerson.sip],
  },
];

export interface SlowEstate {
  readonly pool: PowershellPool;
  /** Of the program. */
  readonly environment: Readonly<Record<string, string>>;
  /** Once the first change was asked for. */
  readonly begun: Promise<void>;
  /** Lets it come to its end. */
  finish(): void;
  /** How many were made. */
  changes(): number;
  /** How often one was asked for. */
  asked(): number;
  /** The one at the server. */
  pin(): string | undefined;
  close(): Promise<void>;
}

/** A server and a tenant whose first change takes as long as a test wants. */
export async function slowEstate({ pinService, home }: Estate): Promise<SlowEstate> {
  const server = skypeServer();
  const tenant = teamsTenant();
  const account = server.hire(estatePerson.sip, home === 'Teams' ? { registrarPool: '' } : {});
  const user = tenant.license(estatePerson.mail);
  let [begin, finish] = [(): void => undefined, (): void => undefined];
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const changes = () => account.changes + user.mails;
  const isChange = (what: string) => what === 'set' || what === 'issue';
  const pool = await powershellPool(async (call) => {
    if (isChange(call.request.do) && changes() === 0) {
      begin();
      await finished;
    }
    return (call.script === 'teams.ps1' ? tenant : server).answer(call);
  });
  return {
    pool,
    begun,
    finish,
    changes,
    asked: () => pool.calls.filter(({ request }) => isChange(request.do)).length,
    pin: () => account.pin,
    environment: {
      PIN_SERVICE: pinService,
      POWERSHELL_PATH: standInPowershell,
      SKYPE_POWERSHELL_URL: 'https://pool.contoso.com/OcsPowershell',
      TEAMS_TENANT_ID: '00000000-0000-4000-8000-000000000001',
      TEAMS_APPLICATION_ID: '00000000-0000-4000-8000-000000000002',
      TEAMS_CERTIFICATE_THUMBPRINT: 'A1'.repeat(20),
    },
    async close() {
      finish();
      await pool.close();
    },
  };
}
