import type { Route } from '../../kernel/http.ts';
import type { Keyring } from '../../kernel/keyring.ts';
import type { Assets } from '../assets.ts';
import { auditExport, auditPage } from './audit-page.ts';
import { callPage, openCall } from './call-page.ts';
import { type Door, type DoorNeeds, deskDoor } from './door.ts';
import { type FiguresNeeds, figuresPage } from './figures-page.ts';
import { changes } from './live.ts';
import { actOnPerson, decide, openPanel, type PeopleNeeds, panelPage, peoplePage } from './people-page.ts';
import { queuePage } from './queue-page.ts';
import { mayAct, mayAudit } from './roles.rules.ts';
import { type TicketNeeds, ticketActions, ticketPage } from './ticket-page.ts';

export interface DeskPagesOptions extends DoorNeeds, TicketNeeds, FiguresNeeds, Pick<PeopleNeeds, 'people'> {
  readonly keys: Keyring;
  readonly assets: Assets;
}

export interface DeskPages extends Pick<Door, 'enter'> {
  readonly routes: readonly Route[];
}

const everybody = (): boolean => true;

/** The help desk's console: plain forms, which work without the scripts. Pages may be reached from a mail or from an identity provider; what changes something may not. */
export function deskPages(options: DeskPagesOptions): DeskPages {
  const door = deskDoor(options);
  const get = (path: string, handle: Route['handle']): Route => ({ method: 'GET', path, guard: 'linked', handle });
  const post = (path: string, handle: Route['handle']): Route => ({
    method: 'POST',
    path,
    guard: 'guarded',
    body: 'form',
    handle,
  });
  return {
    enter: door.enter,
    routes: [
      ...door.routes,
      get('/desk', door.inside(everybody, queuePage(options))),
      { ...get('/desk/changes', door.inside(everybody, changes(options.queue))), guard: 'guarded' },
      get('/desk/call', door.inside(mayAct, callPage(options))),
      post('/desk/call', door.inside(mayAct, openCall(options))),
      get('/desk/figures', door.inside(mayAudit, figuresPage(options))),
      get('/desk/audit', door.inside(mayAudit, auditPage(options))),
      get('/desk/audit.csv', door.inside(mayAudit, auditExport(options, 'csv'))),
      get('/desk/audit.jsonl', door.inside(mayAudit, auditExport(options, 'jsonl'))),
      get('/desk/people', door.inside(mayAct, peoplePage(options))),
      post('/desk/people', door.inside(mayAct, openPanel(options))),
      post('/desk/decisions', door.inside(mayAct, decide(options))),
      get('/desk/people/:entry', door.inside(mayAct, panelPage(options))),
      post('/desk/people/:entry', door.inside(mayAct, actOnPerson(options))),
      get('/desk/:number', door.inside(everybody, ticketPage(options))),
      post('/desk/:number', door.inside(mayAct, ticketActions(options))),
    ],
  };
}
