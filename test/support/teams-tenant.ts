import { done, failed, type PoolAnswer, type PoolCall } from './powershell-pool.ts';

interface TeamsAccount {
  readonly conferenceId: string;
  readonly bridge: string;
  /** How often a PIN was made and mailed. */
  mails: number;
}

/** What the commands of `teams.ps1` do, as Microsoft describes them. */
export function teamsTenant() {
  const accounts = new Map<string, TeamsAccount>();
  const onAccount = (identity: string, does: (account: TeamsAccount) => PoolAnswer): PoolAnswer => {
    const account = accounts.get(identity);
    return account ? does(account) : failed('ObjectNotFound');
  };
  const commands: Readonly<Record<string, (identity: string) => PoolAnswer>> = {
    start: () => done({ module: true, scriptBlock: false, transcription: false }),
    ping: () => done(),
    user: (identity) => onAccount(identity, ({ conferenceId, bridge }) => done({ conferenceId, bridge })),
    issue: (identity) =>
      onAccount(identity, (account) => {
        account.mails += 1;
        return done();
      }),
  };
  return {
    answer: ({ request }: PoolCall): PoolAnswer =>
      commands[request.do]?.(String(request.identity)) ?? failed('OperationStopped'),
    license(userPrincipalName: string, given: Partial<TeamsAccount> = {}): TeamsAccount {
      const account = { conferenceId: '829 174 553', bridge: 'Conference Bridge', mails: 0, ...given };
      accounts.set(userPrincipalName, account);
      return account;
    },
  };
}
