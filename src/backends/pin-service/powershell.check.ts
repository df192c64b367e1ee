import { z } from 'zod';
import { BackendError } from '../../kernel/errors.ts';
import { type Check, type Finding, good, problem, warning } from '../../kernel/finding.ts';
import type { PinServiceVariables } from './configured.ts';
import type { PowershellBridge } from './powershell-bridge.ts';
import { type BridgeNeeds, skypeBridge, teamsBridge } from './powershell-bridges.ts';

/** What `start` of the scripts answers: the policies of this machine. */
const Logging = z.object({ module: z.boolean(), scriptBlock: z.boolean(), transcription: z.boolean() });
type Logging = z.infer<typeof Logging>;

/** Modules and sessions take half a minute. */
const longestMs = 100_000;
const patience = { waitMs: 95_000, callMs: 30_000 };

/** Opens a session with each service that is reached through PowerShell, and asks it one harmless thing. */
export function powershellChecks(variables: PinServiceVariables, needs: BridgeNeeds): readonly Check[] {
  const skype =
    variables.PIN_SERVICE === 'skype-for-business' || variables.PIN_SERVICE === 'skype-for-business+teams'
      ? [
          sessionCheck(
            'Skype for Business Server',
            (more) => skypeBridge(variables, { ...needs, ...more }),
            (logging) => skypeLogging(logging, variables.ACCEPT_PIN_IN_EVENT_LOG),
          ),
        ]
      : [];
  const teams =
    variables.PIN_SERVICE === 'teams' || variables.PIN_SERVICE === 'skype-for-business+teams'
      ? [
          sessionCheck(
            'Teams',
            (more) => teamsBridge(variables, { ...needs, ...more }),
            () => [],
          ),
        ]
      : [];
  return [...skype, ...teams];
}

function sessionCheck(
  about: string,
  open: (more: Pick<BridgeNeeds, 'onReady' | 'times'>) => PowershellBridge,
  policies: (logging: Logging) => readonly Finding[],
): Check {
  return {
    about,
    longestMs,
    run: async () => {
      let logging: Logging | undefined;
      const bridge = open({
        onReady: (result) => {
          logging = Logging.safeParse(result).data;
        },
        // One start says it.
        times: { backOffMs: 600_000, closeMs: 1_000 },
      });
      try {
        const { ok } = await bridge.call({ do: 'ping' }, patience);
        if (!ok) return [problem(about, 'refused a question for a policy', 'Give the account the role of the README.')];
        if (!logging) return [problem(about, 'its scripts are of another version', 'Install the program again.')];
        return [good(about, 'a session is open, and answers'), ...policies(logging)];
      } catch (error) {
        return [notOpened(about, error)];
      } finally {
        await bridge.close();
      }
    },
  };
}

/** Module logging writes the value of every parameter, whatever a script does; the other two write scripts and what they say, in which ours have no PIN. */
function skypeLogging({ module, transcription }: Logging, isAccepted: boolean): readonly Finding[] {
  const about = 'ACCEPT_PIN_IN_EVENT_LOG';
  const found: Finding[] = [];
  if (module && !isAccepted) {
    found.push(
      problem(
        about,
        'module logging is on for this machine: PowerShell would write every PIN into the event log, so none is set',
        'Take this machine out of the policy “Turn on Module Logging”; or guard that log like a PIN, and set it to yes.',
      ),
    );
  } else if (module) {
    found.push(
      warning(about, 'is yes: every PIN that is set stands in this machine’s event log', 'Know who reads that log.'),
    );
  }
  if (transcription) {
    found.push(
      warning(
        'PowerShell transcription',
        'is on: what our scripts say goes into transcripts, and there is no PIN in it',
        'Look for the PIN of the self-test in one.',
      ),
    );
  }
  return found;
}

function notOpened(about: string, error: unknown): Finding {
  if (!(error instanceof BackendError)) throw error;
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return error.fault === 'denied'
    ? problem(about, `refuses the account (${cause})`, 'Compare the role and the sign-in with the README.')
    : problem(
        about,
        `no session could be opened (${cause})`,
        'Open one by hand as the same account, as the README shows.',
      );
}
