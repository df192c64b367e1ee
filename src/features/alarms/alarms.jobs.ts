import { fill } from '../../conversation/words.ts';
import { momentText } from '../../kernel/moment.ts';
import { Secret } from '../../kernel/secret.ts';
import type { JobHandlers } from '../../storage/jobs.ts';
import type { Needs } from '../needs.ts';
import { alarmWords } from './alarms.words.ts';

/** `send-alarm`: one mail to the help desk's lead, who need not read the log. */
export const alarmJobs = ({ mailer, site, log }: Pick<Needs, 'mailer' | 'site' | 'log'>): JobHandlers => ({
  'send-alarm': async ({ alarm, at }) => {
    const { lead, mail, timeZone } = site.helpDesk;
    const { mail: to, language } = lead ?? { mail, language: 'en' };
    const t = alarmWords[language];
    const text = fill(t.text, language, {
      event: t[alarm],
      date: momentText(new Date(at), language, timeZone),
      organisation: site.organisation,
    });
    const subject = fill(t.subject, language, { organisation: site.organisation });
    const sent = await mailer.send({
      id: `alarm ${alarm} ${at}`,
      to,
      subject,
      text: new Secret(text),
      locale: language,
    });
    if (!sent.ok) log.error('an alarm could not be delivered', { alarm, reason: sent.reason });
  },
});
