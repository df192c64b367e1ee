import { done, failed, type PoolAnswer, type PoolCall } from './powershell-pool.ts';

/** Somebody of a Skype for Business Server that lives in the test. */
export interface SkypeAccount {
  enabled: boolean;
  lineUri: string;
  registrarPool: string;
  pinPolicy: string;
  pin?: string;
  isLocked: boolean;
  changedAt?: Date;
  /** How often a PIN was set. */
  changes: number;
}

interface SkypePolicy {
  readonly identity: string;
  readonly minLength: number;
  readonly historyCount: number;
  readonly lifetimeDays: number;
  readonly allowCommonPatterns: boolean;
}

export const globalPolicy: SkypePolicy = {
  identity: 'Global',
  minLength: 5,
  historyCount: 3,
  lifetimeDays: 0,
  allowCommonPatterns: false,
};

const enabled = (line: number): SkypeAccount => ({
  enabled: true,
  lineUri: `tel:+1206555${line};ext=${line}`,
  registrarPool: 'pool.contoso.com',
  pinPolicy: '',
  isLocked: false,
  changes: 0,
});

/** What the commands of `skype-for-business.ps1` do, as Microsoft describes them; `.NET` writes times with seven digits. */
export function skypeServer(clock: () => Date = () => new Date()) {
  const accounts = new Map<string, SkypeAccount>();
  const policies: SkypePolicy[] = [globalPolicy];
  const logging = { module: false, scriptBlock: false, transcription: false };
  const timeText = (time: Date | undefined) => time?.toISOString().replace('Z', '0000Z') ?? null;

  const onAccount = (identity: string, does: (account: SkypeAccount) => PoolAnswer): PoolAnswer => {
    const account = accounts.get(identity);
    return account ? does(account) : failed('ObjectNotFound');
  };
  const setPin = (account: SkypeAccount, pin: string): PoolAnswer => {
    if (account.isLocked) return failed('InvalidOperation');
    if (!/^\d{4,24}$/.test(pin)) return failed('InvalidData');
    Object.assign(account, { pin, changedAt: clock(), changes: account.changes + 1 });
    return done();
  };
  const setLocked = (isLocked: boolean) => (account: SkypeAccount) => {
    account.isLocked = isLocked;
    return done();
  };

  const commands: Readonly<Record<string, (request: PoolCall['request'], identity: string) => PoolAnswer>> = {
    start: () => done({ ...logging }),
    ping: () => done(),
    pool: (_, identity) =>
      identity === 'pool.contoso.com' ? done({ site: 'Site:Redmond' }) : failed('ObjectNotFound'),
    policies: () => done(...policies),
    user: (_, identity) =>
      onAccount(identity, ({ enabled: isEnabled, lineUri, registrarPool, pinPolicy }) =>
        done({ sipAddress: identity.replace('sip:', 'SIP:'), enabled: isEnabled, lineUri, registrarPool, pinPolicy }),
      ),
    info: (_, identity) =>
      onAccount(identity, ({ pin, isLocked, changedAt }) =>
        done({ identity, isSet: pin !== undefined, isLocked, changedAt: timeText(changedAt), expiresAt: null }),
      ),
    set: ({ pin, acceptEventLog }, identity) =>
      logging.module && acceptEventLog !== true
        ? done({ refused: 'event-log' })
        : onAccount(identity, (account) => setPin(account, String(pin))),
    renew: (_, identity) => onAccount(identity, (account) => setPin(account, `90${account.changes}47182`)),
    lock: (_, identity) => onAccount(identity, setLocked(true)),
    unlock: (_, identity) => onAccount(identity, setLocked(false)),
  };

  return {
    policies,
    logging,
    answer: ({ request }: PoolCall): PoolAnswer =>
      commands[request.do]?.(request, String(request.identity)) ?? failed('OperationStopped'),
    /** An enabled account, changed as a test needs it. */
    hire(identity: string, given: Partial<SkypeAccount> = {}): SkypeAccount {
      const account = { ...enabled(74_000 + accounts.size), ...given };
      accounts.set(identity, account);
      return account;
    },
  };
}
