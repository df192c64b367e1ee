import { type Check, type Finding, good, problem, warning } from '../kernel/finding.ts';
import { BotAuthentication, type BotRegistration } from './bot-authentication.ts';
import type { BotStandIns } from './bot-framework.ts';
import { cloudOf } from './clouds.ts';
import type { Reference } from './conversation-reference.ts';
import { PinDeskAdapter } from './pin-desk-adapter.ts';
import { statusOf, within } from './speech.ts';
import { linkOf, SignInResource } from './token-service.ts';

const about = 'OAUTH_CONNECTION';
const longestMs = 10_000;

/** Does the token service give a link to sign in with this connection? It is asked for nobody's: the link leads nowhere and is thrown away. */
export const oAuthConnectionCheck = (
  registration: BotRegistration & { readonly appId: string },
  connection: string,
  standIns: Pick<BotStandIns, 'credentials' | 'oAuthUrl'> = {},
): Check => ({
  about,
  async run() {
    const { appId, channelService } = registration;
    const authentication = new BotAuthentication(registration, standIns.credentials, standIns.oAuthUrl);
    const adapter = new PinDeskAdapter(authentication, { appId, audience: cloudOf(channelService).scope });
    const link = adapter.tokenClient().then((client) => linkOf(client, connection, nobodys(appId)));
    try {
      return [answerFinding(await within(longestMs, link))];
    } catch (error) {
      return [findingOf(statusOf(error))];
    }
  },
});

/** The token service keeps of a conversation where to send what comes of a sign-in, and nobody signs in here. */
const nobodys = (appId: string): Reference => ({
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  bot: { id: `28:${appId}`, name: '' },
  user: { id: '29:pin-desk-doctor', name: '' },
  conversation: { id: 'a:pin-desk-doctor', name: '', isGroup: false, conversationType: 'personal' },
});

const answerFinding = (answer: unknown): Finding =>
  SignInResource.safeParse(answer).success
    ? good(about, 'the token service gives links to sign in with it')
    : problem(
        about,
        'the token service gives no link to sign in with it',
        'Make the connection of the Azure Bot anew.',
      );

/** 404 ("Could not find Connection Setting") for a connection that the bot does not have, as people report it; 400 for a request that makes no sense to it. */
function findingOf(status: number | string): Finding {
  if (status === 404 || status === 400) {
    return problem(
      about,
      `the token service does not know it for this bot (${status})`,
      'Copy the name of the connection from the Azure Bot’s configuration.',
    );
  }
  if (status === 401 || status === 403) {
    return problem(
      about,
      `the token service refuses the bot (${status})`,
      'Look at MicrosoftAppId, MicrosoftAppPassword and ChannelService.',
    );
  }
  return warning(
    about,
    `the token service does not answer (${status}), so that it could not be tried`,
    'Let this machine reach it, and look at what is said of MicrosoftAppPassword: nobody in Teams can sign in. A bot whose data stays in a region needs OAUTH_REGION.',
  );
}
