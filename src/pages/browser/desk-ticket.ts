import { AdaptiveCard, HostConfig, SubmitAction } from 'adaptivecards';
import { renewedEvent } from './desk-live.ts';
import { hostConfig, type Palette } from './theme.ts';

/** The page's own colours, light or dark. */
const colours: Palette = {
  page: 'var(--page)',
  raised: 'var(--raised)',
  text: 'var(--text)',
  subtle: 'var(--subtle)',
  accent: 'var(--accent)',
  onAccent: 'var(--on-accent)',
  line: 'var(--line)',
  attention: 'var(--attention)',
  good: 'var(--good)',
  warning: 'var(--attention)',
};

const looks = hostConfig(colours);
const config = new HostConfig({
  ...looks,
  actions: { ...looks.actions, actionAlignment: 'left', actionsOrientation: 'horizontal' },
  inputs: { ...looks.inputs, label: { inputSpacing: 'small', optionalInputs: { weight: 'bolder' } } },
});

/** Shows the card in place of the plain facts and forms; where it cannot be shown those stay. */
function showCard(place: HTMLElement): void {
  const card = new AdaptiveCard();
  card.hostConfig = config;
  card.parse(JSON.parse(place.dataset.card ?? '{}'));
  let isSent = false;
  card.onExecuteAction = (action) => {
    if (!(action instanceof SubmitAction) || isSent) return;
    isSent = true;
    send(place.dataset.action ?? '', fieldsOf(action.data));
  };
  const shown = card.render();
  if (!shown) return;
  const keys = keysOf(place);
  for (const { id, renderedElement } of card.getAllInputs()) {
    setKey(renderedElement?.querySelector('input, textarea, select'), keys.get(id ?? ''));
  }
  for (const [name, key] of keys) setKey(card.getActionById(name)?.renderedElement, key);
  place.replaceChildren(shown);
}

/** Which key is for what, by the names of actions and inputs. */
const keysOf = (place: HTMLElement): ReadonlyMap<string, string> =>
  new Map(
    (place.dataset.keys ?? '').split(' ').flatMap((pair): [string, string][] => {
      const [name, key] = pair.split(':');
      return name && key ? [[name, key]] : [];
    }),
  );

function setKey(element: HTMLElement | null | undefined, key: string | undefined): void {
  if (element && key) element.dataset.key = key;
}

/** What the plain form would send: of several texts the one that belongs to the action. */
function fieldsOf(data: unknown): Readonly<Record<string, string>> {
  const given: Record<string, unknown> = { ...(typeof data === 'object' ? data : {}) };
  const of = (name: string): string => String(given[name] ?? '');
  return {
    token: of('token'),
    version: of('version'),
    action: of('action'),
    text: of(of('text')),
    ...(of('action') === 'solve' ? { solution: of('solution') } : {}),
  };
}

function send(action: string, fields: Readonly<Record<string, string>>): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  form.hidden = true;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('textarea');
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

for (const region of document.querySelectorAll('[data-live]')) {
  const show = (): void => region.querySelectorAll<HTMLElement>('[data-card]').forEach(showCard);
  region.addEventListener(renewedEvent, show);
  show();
}
