import { join } from 'node:path';
import type { Log } from '../../kernel/log.ts';
import { type BridgeOptions, type PowershellBridge, powershellBridge } from './powershell-bridge.ts';
import type { SkypeVariables, TeamsVariables } from './powershell-variables.ts';

export type SkypeSettings = Omit<SkypeVariables, 'PIN_SERVICE'>;
export type TeamsSettings = Omit<TeamsVariables, 'PIN_SERVICE'>;

export interface BridgeNeeds extends Pick<BridgeOptions, 'onReady' | 'times'> {
  /** What processes that are started get as their environment: nothing of ours. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Log;
}

export function skypeBridge(variables: SkypeSettings, needs: BridgeNeeds): PowershellBridge {
  const { SKYPE_POWERSHELL_URL: connectionUri } = variables;
  const start = { do: 'start', ...(connectionUri ? { connectionUri } : {}) };
  return powershellBridge({ ...optionsOf('skype-for-business.ps1', variables, needs), start });
}

export function teamsBridge(variables: TeamsSettings, needs: BridgeNeeds): PowershellBridge {
  const start = {
    do: 'start',
    tenantId: variables.TEAMS_TENANT_ID,
    applicationId: variables.TEAMS_APPLICATION_ID,
    certificateThumbprint: variables.TEAMS_CERTIFICATE_THUMBPRINT,
  };
  return powershellBridge({ ...optionsOf('teams.ps1', variables, needs), start });
}

const optionsOf = (
  script: string,
  variables: Pick<SkypeSettings, 'POWERSHELL_PATH' | 'POWERSHELL_WORKERS'>,
  { environment, ...needs }: BridgeNeeds,
): Omit<BridgeOptions, 'start'> => ({
  ...needs,
  launch: {
    file: variables.POWERSHELL_PATH,
    script: join(import.meta.dirname, 'powershell', script),
    environment,
  },
  workers: variables.POWERSHELL_WORKERS,
});
