import { type Locale, locales } from '../kernel/locale.ts';
import { engineText, engineWords } from './engine-words.ts';
import type { Confirmation, Entities, Next, Problem } from './flow.ts';
import { topicOf } from './follow-up.ts';
import type { Reply } from './reply.ts';
import { type Frame, topFrame } from './session.ts';
import {
  confirmationIn,
  flowNamed,
  hashOf,
  localeOf,
  type Scene,
  type Stage,
  say,
  stepOf,
  stepTurn,
  withFrames,
} from './stage.ts';

/** Shows the step where the conversation stands, to whoever is still confirmed for it; a last step ends its flow by being shown. */
async function show(stage: Stage, scene: Scene, problem?: Problem): Promise<Scene> {
  const frame = topFrame(scene.session);
  if (!frame) return scene;
  if (needsConfirmation(stage, scene, 'read')) return confirmAgain(stage, scene);
  const step = stepOf(stage.rules, frame);
  const replies = await step.show(stepTurn(stage, scene.session, frame.state), problem);
  const shown = say(scene, ...replies.map((reply) => withWish(reply, scene)));
  return step.last ? withFrames(shown, []) : shown;
}

function withWish(reply: Reply, { session }: Scene): Reply {
  const [waiting, ...others] = session.frames;
  return reply.kind === 'sign-in' && waiting && others.length > 0 ? { ...reply, wish: waiting.flow } : reply;
}

/** Where we are, again: the step, or the menu. */
export async function showAgain(stage: Stage, scene: Scene): Promise<Scene> {
  return topFrame(scene.session) ? show(stage, scene) : say(scene, ...stage.rules.help(stepTurn(stage, scene.session)));
}

/** Fulfils a wish: a flow, an answer or a command of the engine's own. An unknown one is the menu. */
export async function wish(stage: Stage, scene: Scene, intent: string, given: Entities): Promise<Scene> {
  const [name, value, more] = splitWish(intent);
  const { routes } = stage.rules.routing;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) return showAgain(stage, scene);
  if ('engine' in route) return command(stage, scene, route.engine);
  if (stage.turn.conversationKind === 'group' && isPersonal(stage, route)) return inPrivate(stage, scene, intent);
  const entities = { ...given, ...more, ...(value && route.entity ? { [route.entity]: value } : {}) };
  if ('flow' in route) return startFlow(stage, scene, route.flow, entities);
  const spoken = withLanguage(scene, name, entities);
  if (spoken === scene) return withTopic(await answer(stage, scene, route.answer, entities), name, entities);
  return inNewLanguage(stage, await answer(stage, withFrames(spoken, []), route.answer, entities), spoken);
}

/** Whether a wish does something as soon as it is heard. */
export function actsAtOnce({ rules }: Stage, intent: string): boolean {
  const [name] = splitWish(intent);
  const route = Object.hasOwn(rules.routing.routes, name) ? rules.routing.routes[name] : undefined;
  return route !== undefined && 'flow' in route && flowNamed(rules, route.flow).actsOnEntry === true;
}

/** `dtmf-key:mute-all;platform=teams` → the intent, its one entity, and others by name. */
function splitWish(intent: string): [string, string, Entities] {
  const [, name = '', value = '', rest = ''] = /^([^:;]*)(?::([^;]*))?(?:;(.*))?$/su.exec(intent) ?? [];
  const named = rest.split(';').flatMap((pair) => {
    const [, entity, given] = /^(\w+)=(.+)$/su.exec(pair) ?? [];
    return entity && given ? [[entity, given]] : [];
  });
  return [name, value, Object.fromEntries(named)];
}

const withTopic = (scene: Scene, intent: string, entities: Entities): Scene => ({
  ...scene,
  session: { ...scene.session, topic: topicOf(intent, entities) },
});

function withLanguage(scene: Scene, intent: string, entities: Entities): Scene {
  const locale = intent === 'change-language' ? locales.find((known) => known === entities.language) : undefined;
  return locale ? { ...scene, session: { ...scene.session, locale } } : scene;
}

/** Where a flow is under way its step is shown again, in the new language; the page is told too. */
async function inNewLanguage(stage: Stage, answered: Scene, spoken: Scene): Promise<Scene> {
  const again = await show(stage, withFrames(answered, spoken.session.frames));
  return say(again, { kind: 'language', locale: localeOf(stage, spoken.session) });
}

async function answer(stage: Stage, scene: Scene, id: string, entities: Entities): Promise<Scene> {
  const found = stage.rules.answers.get(id);
  if (!found) throw new Error(`there is no answer ${id}`);
  const replies = await found.answer(stepTurn(stage, scene.session), entities);
  return say(scene, ...withGoOn(scene, replies, localeOf(stage, scene.session)));
}

/** In a flow: how to go on, last, unless the last reply has choices: those are shown for the last message alone. */
export function withGoOn(scene: Scene, replies: readonly Reply[], locale: Locale): readonly Reply[] {
  if (!topFrame(scene.session)) return replies;
  const last = replies.at(-1);
  const goOn = engineText('goOn', locale);
  const hasChoices = last !== undefined && 'choices' in last && last.choices !== undefined;
  return hasChoices ? [...replies.slice(0, -1), goOn, last] : [...replies, goOn];
}

async function command(stage: Stage, scene: Scene, name: 'cancel' | 'help' | 'start-over' | 'back'): Promise<Scene> {
  const locale = localeOf(stage, scene.session);
  const turn = stepTurn(stage, scene.session);
  if (name === 'help') {
    return say(scene, ...withGoOn(scene, stage.rules.help(turn), locale));
  }
  if (name === 'cancel') {
    const word = topFrame(scene.session) ? 'cancelled' : 'nothingToCancel';
    return say(withFrames(scene, []), engineText(word, locale), ...stage.rules.help(turn));
  }
  if (name === 'start-over') {
    const session = { ...scene.session, frames: [], confirmation: null, topic: null };
    return say({ ...scene, session }, engineText('startedOver', locale), ...stage.rules.help(turn));
  }
  return back(stage, scene);
}

async function back(stage: Stage, scene: Scene): Promise<Scene> {
  const frame = topFrame(scene.session);
  const locale = localeOf(stage, scene.session);
  if (!frame) return showAgain(stage, scene);
  const before = frame.trail.at(-1);
  if (!before) return show(stage, say(scene, engineText('cannotGoBack', locale)));
  return show(stage, withTop(scene, { ...frame, step: before, trail: frame.trail.slice(0, -1) }));
}

const startFlow = (stage: Stage, scene: Scene, id: string, entities: Entities): Promise<Scene> =>
  enter(stage, withFrames(scene, [frameFor(stage, id, entities)]));

const frameFor = (stage: Stage, id: string, entities: Entities): Frame => {
  const flow = flowNamed(stage.rules, id);
  const since = flow.changes ? { since: stage.now.toISOString() } : {};
  return { flow: id, step: flow.start, state: flow.begin(entities), hash: hashOf(flow), trail: [], ...since };
};

const isPersonal = ({ rules }: Stage, route: { readonly flow: string } | { readonly answer: string }): boolean =>
  'flow' in route ? flowNamed(rules, route.flow).personal : rules.answers.get(route.answer)?.personal === true;

function inPrivate(stage: Stage, scene: Scene, wish: string): Scene {
  const { inPrivate: otherwise, inPrivateNow: text } = engineWords[localeOf(stage, scene.session)];
  const ways = stage.rules.wayToPrivate(stepTurn(stage, scene.session));
  return say(scene, { kind: 'in-private', wish, text, otherwise: [otherwise, ...ways].join(' ') });
}

/** Who the flow on top may begin for: confirmed people only, where it says so. */
async function enter(stage: Stage, scene: Scene): Promise<Scene> {
  const frame = topFrame(scene.session);
  if (!frame) return scene;
  if (needsConfirmation(stage, scene, 'change')) return confirmFirst(stage, scene);
  const next = await flowNamed(stage.rules, frame.flow).enter?.(stepTurn(stage, scene.session, frame.state));
  return next ? apply(stage, scene, next) : show(stage, scene);
}

/** Whether the flow on top wants a confirmation that is not there. `change`: one that still allows a change, where the flow makes one. */
export function needsConfirmation(stage: Stage, scene: Scene, use: 'read' | 'change'): boolean {
  const frame = topFrame(scene.session);
  if (!frame) return false;
  const flow = flowNamed(stage.rules, frame.flow);
  if (flow.requires !== 'confirmed-identity') return false;
  const confirmation = confirmationIn(stage, scene.session);
  return !confirmation || (use === 'change' && flow.changes === true && confirmation.changesLeft < 1);
}

/** The confirmation is over since the step was shown. */
export const confirmAgain = (stage: Stage, scene: Scene): Promise<Scene> =>
  confirmFirst(stage, say(scene, engineText('confirmAgain', localeOf(stage, scene.session))));

/** Puts the confirming flow on top; the one below waits and begins again once it is done. */
function confirmFirst(stage: Stage, scene: Scene): Promise<Scene> {
  const waiting = scene.session.frames.map((frame) => ({
    ...frame,
    step: flowNamed(stage.rules, frame.flow).start,
    trail: [],
  }));
  const session = { ...scene.session, confirmation: null };
  return enter(stage, withFrames({ ...scene, session }, [...waiting, frameFor(stage, stage.rules.confirmFlow, {})]));
}

/** Takes the conversation where a step says it goes. */
export async function apply(
  stage: Stage,
  scene: Scene,
  next: Next<unknown>,
  values: Problem['values'] = {},
): Promise<Scene> {
  const spent = withOutcome(scene, next);
  const frame = topFrame(spent.session);
  const said = 'say' in next ? say(spent, ...(next.say ?? [])) : spent;
  if (!frame) return said;
  switch (next.kind) {
    case 'go':
      return show(stage, withTop(said, moved(stage, frame, next)));
    case 'again':
      return show(stage, withTop(said, { ...frame, state: next.state ?? frame.state }), {
        reason: next.reason,
        values,
      });
    case 'finish':
      return next.confirmed ? confirmed(stage, said, next.confirmed) : withFrames(said, []);
    case 'escalate': {
      const { reason, summary, finding, error } = next;
      const told = { ...(summary === undefined ? {} : { summary }), ...(finding === undefined ? {} : { finding }) };
      const why = { reason, ...told, ...(error ? { error } : {}) };
      const replies = await stage.rules.escalate(stepTurn(stage, said.session, frame.state), why);
      return withFrames(say(said, ...replies), []);
    }
    case 'ask':
      return wish(stage, withFrames(said, []), next.intent, {});
  }
}

function moved(stage: Stage, frame: Frame, next: Extract<Next<unknown>, { kind: 'go' }>): Frame {
  const there = { ...frame, step: next.step, state: next.state ?? frame.state };
  const noBack = stepOf(stage.rules, frame).noBack || stepOf(stage.rules, there).noBack;
  return { ...there, trail: noBack || next.step === frame.step ? [] : [...frame.trail, frame.step] };
}

const withTop = (scene: Scene, frame: Frame): Scene => withFrames(scene, [...scene.session.frames.slice(0, -1), frame]);

/** What a step says of its change: that it is spent, that what the flow was for is done. */
export function withOutcome(scene: Scene, next: Next<unknown>): Scene {
  const spent = 'spent' in next && next.spent === 'change' ? withChangeSpent(scene) : scene;
  return 'isDone' in next && next.isDone ? { ...spent, isDone: true } : spent;
}

/** One confirmation, one change. */
function withChangeSpent(scene: Scene): Scene {
  const { confirmation } = scene.session;
  if (!confirmation) return scene;
  const changesLeft = confirmation.changesLeft - 1;
  return { ...scene, session: { ...scene.session, confirmation: { ...confirmation, changesLeft } } };
}

type Confirmed = Pick<Confirmation, 'person' | 'proof' | 'standing'>;

async function confirmed(stage: Stage, scene: Scene, who: Confirmed): Promise<Scene> {
  const basis = stage.rules.confirmationBasis(stage.turn);
  const confirmation = { ...who, basis, at: stage.now.toISOString(), changesLeft: 1 };
  const session = { ...scene.session, confirmation, frames: scene.session.frames.slice(0, -1) };
  return enter(stage, { ...scene, session });
}
