import { createHash } from 'node:crypto';
import { escapeHtml } from '../../kernel/escape-html.ts';
import { plainLine } from '../../kernel/plain-text.ts';
import { Secret } from '../../kernel/secret.ts';
import type { Mail } from './mailer.ts';

/** The same for the same mail, and nothing of its id, which may be a secret's. */
export const mailKey = ({ id }: Pick<Mail, 'id'>): string => createHash('sha256').update(id).digest('hex').slice(0, 32);

export const subjectOf = ({ subject }: Pick<Mail, 'subject'>): string => plainLine(subject).trim();

/**
 * The text once more for programs that show HTML: the same words, nothing that is loaded from elsewhere, and no colours, so that a dark
 * screen stays dark. A link is longer than a phone is wide: it breaks anywhere. A paragraph of digits alone is the code: large, and no telephone number. One that is an address alone is a link; in other
 * words, a name perhaps, nothing is made one.
 */
export function htmlOf(mail: Pick<Mail, 'subject' | 'text' | 'locale'>): Secret {
  const paragraphs = mail.text
    .reveal()
    .trim()
    .split(/\n{2,}/u)
    .map(paragraph);
  return new Secret(`<!doctype html>
<html lang="${mail.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${escapeHtml(subjectOf(mail))}</title>
</head>
<body style="margin:0;padding:16px;font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:36em;margin:0 auto;overflow-wrap:anywhere;word-break:break-word">
${paragraphs.join('\n')}
</div>
</body>
</html>
`);
}

function paragraph(text: string): string {
  const style = /^\d+$/u.test(text)
    ? 'margin:0 0 16px;font-size:32px;font-weight:bold;letter-spacing:4px'
    : 'margin:0 0 16px';
  const words = escapeHtml(text).replaceAll('\n', '<br>\n');
  const content = /^https?:\/\/\S+$/u.test(text) ? `<a href="${words}">${words}</a>` : words;
  return `<p style="${style}">${content}</p>`;
}
