import { keepLive } from './desk-live.ts';
import { shortcuts } from './desk-shortcuts.ts';

const news = document.getElementById('news');
if (news) keepLive(news);

const dialog = document.querySelector<HTMLDialogElement>('dialog#shortcuts');
const open = document.getElementById('open-shortcuts');
if (dialog && open) shortcuts(dialog, open);

// What a form led to is the first thing that is read.
document.querySelector<HTMLElement>('.notice[tabindex]')?.focus();
