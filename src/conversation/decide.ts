import { BackendError } from '../kernel/errors.ts';
import { maskDigits } from '../kernel/redaction.ts';
import { Secret } from '../kernel/secret.ts';
import { apology, engineText, engineWords, receiptCard } from './engine-words.ts';
import { inContext } from './follow-up.ts';
import { actsAtOnce, apply, confirmAgain, needsConfirmation, showAgain, wish, withGoOn } from './moves.ts';
import { withOffers } from './offers.ts';
import { text } from './say.ts';
import { type Frame, isIdle, type Session, topFrame } from './session.ts';
import { type FormClaim, settle } from './settle.ts';
import { framesFit, localeOf, type Scene, type Stage, say, stepOf, stepTurn, withFrames } from './stage.ts';
import type { FormValues, Input, VouchedFor } from './turn.ts';

/** What a turn says and where it leaves the conversation. Faults of back ends and of ours become words and a ticket. Undefined: somebody else ends this turn. */
export async function decide(stage: Stage, session: Session, form: FormClaim | undefined): Promise<Scene | undefined> {
  const start = withReceipt(stage, refreshed(stage, session, form?.status === 'lapsed'));
  const marks = { changed: false };
  try {
    const scene = await decideInput(stage, start, { form, marks });
    return { ...scene, changed: marks.changed };
  } catch (error) {
    // Whoever took the turn over says what became of it; where nobody has yet, somebody will.
    if (!(await stage.stillOurs().catch(() => true))) return undefined;
    return {
      ...(await failed(stage, marks.changed ? withoutConfirmation(start) : start, error)),
      changed: marks.changed,
    };
  }
}

/** A submitted card is always replaced, even where the turn fails: what was typed leaves the page. */
const withReceipt = (stage: Stage, scene: Scene): Scene =>
  stage.turn.input.kind === 'form' ? { ...scene, receipt: receiptCard('sent', localeOf(stage, scene.session)) } : scene;

/** A fault after something may have been changed: the one change that was confirmed counts as used. */
const withoutConfirmation = (scene: Scene): Scene => ({ ...scene, session: { ...scene.session, confirmation: null } });

/** Set before a step acts, so that it is known even where the step throws. */
interface Marks {
  changed: boolean;
}
interface Given {
  readonly form: FormClaim | undefined;
  readonly marks: Marks;
}

/** The session as it counts now: closed when idle, unless a change is still to be read back; begun again when the code has moved on. */
function refreshed(stage: Stage, stored: Session, isAbandoned: boolean): Scene {
  const { turn, now, rules } = stage;
  const { path, vouchedFor, requester, locale } = turn;
  const seen = { path, requester, locale, ...(vouchedFor ? { vouchedFor: withoutProof(vouchedFor) } : {}) };
  const session = { ...stored, activeAt: now.toISOString(), seen };
  const scene: Scene = { session, said: [], changed: false };
  const idle = !isAbandoned && isIdle(stored, now, rules.limits.idleSessionSeconds);
  if (!idle && framesFit(rules, stored)) return scene;
  const closed = withFrames({ ...scene, session: { ...session, confirmation: null, topic: null } }, []);
  if (stored.frames.length === 0) return closed;
  return say(closed, engineText(idle ? 'idle' : 'upgraded', localeOf(stage, session)));
}

/** What is kept says who somebody is, never that they proved it. */
const withoutProof = ({ directoryId, tenantId }: VouchedFor): VouchedFor => ({ directoryId, tenantId });

async function decideInput(stage: Stage, scene: Scene, given: Given): Promise<Scene> {
  const { input } = stage.turn;
  switch (input.kind) {
    case 'nothing':
      return scene;
    case 'joined':
      return scene.session.welcomed
        ? scene
        : say(
            { ...scene, session: { ...scene.session, welcomed: true } },
            ...stage.rules.welcome(stepTurn(stage, scene.session)),
          );
    case 'ask':
      if (actsAtOnce(stage, input.intent)) given.marks.changed = true;
      return wish(stage, scene, input.intent, {});
    case 'sign-in':
      return signedIn(stage, scene, { ...given, input });
    case 'form':
      return submission(stage, scene, { ...given, input });
    case 'text':
      return typed(stage, scene, { ...given, input });
  }
}

type SignIn = Given & { readonly input: Extract<Input, { kind: 'sign-in' }> };

/** Whoever left the step meanwhile has signed in for nothing: nothing is said. */
async function signedIn(stage: Stage, scene: Scene, { input, marks }: SignIn): Promise<Scene> {
  const frame = topFrame(scene.session);
  const step = frame && stepOf(stage.rules, frame);
  if (!frame || !step?.signIn) return scene;
  if (step.changes) marks.changed = true;
  return apply(stage, scene, await step.signIn(stepTurn(stage, scene.session, frame.state), input.result));
}

type Submission = Given & { readonly input: Extract<Input, { kind: 'form' }> };

async function submission(stage: Stage, scene: Scene, given: Submission): Promise<Scene> {
  const { form, input } = given;
  if (form?.status === 'lapsed') {
    const settled = await settle(stage, scene, form);
    return settled ?? (form.unasked ? scene : stale(stage, scene));
  }
  const frame = topFrame(scene.session);
  if (!frame || !form || !isShownAt(form, frame, input.form)) return stale(stage, scene);
  const step = stepOf(stage.rules, frame);
  const turn = stepTurn(stage, scene.session, frame.state);
  const own = step.receipt?.(turn);
  const received = own?.kind === 'card' ? { ...scene, receipt: own } : scene;
  if (needsConfirmation(stage, received, 'change')) return confirmAgain(stage, received);
  const schema = await step.form?.(turn);
  if (!schema || !step.submit) return stale(stage, received);
  const parsed = await schema.safeParseAsync(input.values);
  const values = openValues(input.values);
  if (!parsed.success) {
    return apply(stage, received, { kind: 'again', reason: parsed.error.issues[0]?.message ?? '' }, values);
  }
  if (step.changes) given.marks.changed = true;
  return apply(stage, received, await step.submit(turn, parsed.data), values);
}

const isShownAt = (form: FormClaim, frame: Frame, submitted: string): boolean =>
  form.status === 'ours' && form.flow === frame.flow && form.step === frame.step && submitted === form.step;

/** What may be filled in again when a form comes back: never a secret. */
const openValues = (values: FormValues): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => (value instanceof Secret ? [] : [[id, shown(value)]])),
  );

/** A card is stored: an address may be shown again as it is, other digits that might be a PIN may not. */
const shown = (value: string): string => (value.includes('@') ? value : maskDigits(value));

function stale(stage: Stage, scene: Scene): Promise<Scene> {
  const word = topFrame(scene.session) ? 'staleForm' : 'staleFormMenu';
  return showAgain(stage, say(scene, engineText(word, localeOf(stage, scene.session))));
}

type Typed = Given & { readonly input: Extract<Input, { kind: 'text' }> };

/** The bot is silent, wherever the conversation stands: forms that are shown can still be sent. */
async function heardByAgent(
  stage: Stage,
  scene: Scene,
  { input, marks }: Omit<Typed, 'form'>,
): Promise<Scene | undefined> {
  marks.changed = true;
  const { masked } = input;
  const said = await stage.rules.hear(stepTurn(stage, scene.session), { masked, key: stage.turn.activityKey });
  if (said) return say(scene, ...said);
  marks.changed = false;
  return undefined;
}

/** Within a flow, a word of the engine's own must be sure: “stop the noise, please” may be what a step asked for. */
const sureEnough = 0.8;

async function typed(stage: Stage, scene: Scene, { input, marks }: Typed): Promise<Scene> {
  const heard = stage.isInTalk ? await heardByAgent(stage, scene, { input, marks }) : undefined;
  if (heard) return heard;
  const { routing } = stage.rules;
  const locale = localeOf(stage, scene.session);
  const understood = routing.understand(input.text.reveal(), locale);
  const meant = inContext(stage.rules, scene.session, input.text.reveal(), understood);
  const route = understood.intent ? routing.routes[understood.intent] : undefined;
  const isSure = understood.confidence >= sureEnough || !topFrame(scene.session);
  if (understood.intent && route && 'engine' in route && isSure) return wish(stage, scene, understood.intent, {});

  const own = await stepText(stage, scene, input.text, marks);
  if (own) return own;
  const answered = meant.intent
    ? await wishOrStay(stage, scene, meant.intent, meant.entities)
    : notUnderstood(stage, scene, understood.nearest);
  return withOffers(stage, answered, understood);
}

/** What has nothing to do with us gets a kind line and the menu. */
function notUnderstood(stage: Stage, scene: Scene, nearest: readonly string[]): Scene {
  const locale = localeOf(stage, scene.session);
  if (nearest.length === 0) {
    const menu = stage.rules.help(stepTurn(stage, scene.session));
    return say(scene, ...withGoOn(scene, [engineText('unrelated', locale), ...menu], locale));
  }
  const choices = nearest.map((intent) => {
    const title = stage.rules.routing.title(intent, locale);
    return { title, text: title };
  });
  return say(scene, ...withGoOn(scene, [text(engineWords[locale].notUnderstood, choices)], locale));
}

/** The step's own reading of what was typed: an e-mail, a code. */
async function stepText(stage: Stage, scene: Scene, words: Secret, marks: Marks): Promise<Scene | undefined> {
  const frame = topFrame(scene.session);
  const step = frame && stepOf(stage.rules, frame);
  if (!frame || !step?.text) return undefined;
  if (needsConfirmation(stage, scene, 'change')) return undefined;
  if (step.changes) marks.changed = true;
  const next = await step.text(stepTurn(stage, scene.session, frame.state), words);
  if (!next || (next.kind === 'again' && next.nothingDone)) marks.changed = false;
  if (!next) return undefined;
  return apply(stage, scene, next);
}

/** A wish for the flow one is in already shows where one is. */
function wishOrStay(
  stage: Stage,
  scene: Scene,
  intent: string,
  entities: Readonly<Record<string, string>>,
): Promise<Scene> {
  const route = stage.rules.routing.routes[intent];
  const already = route && 'flow' in route && scene.session.frames.some((frame) => frame.flow === route.flow);
  if (!already) return wish(stage, scene, intent, entities);
  return showAgain(stage, say(scene, engineText('hereYouAre', localeOf(stage, scene.session))));
}

/** A fault becomes words, a reference and a ticket; where even that fails, words alone. */
async function failed(stage: Stage, scene: Scene, error: unknown): Promise<Scene> {
  const { reference, log, rules } = stage;
  const fault = error instanceof BackendError ? error : undefined;
  if (fault)
    log.warn('a back end failed in a turn', { reference, backend: fault.backend, fault: fault.fault, err: error });
  else log.error('a turn failed', { reference, err: error });
  const turn = stepTurn(stage, scene.session);
  try {
    const reason = fault ? 'back-end-fault' : 'our-fault';
    const replies = await rules.escalate(turn, { reason, ...(fault ? { error: fault } : {}) });
    return withFrames(say(scene, ...replies), []);
  } catch (second) {
    log.error('a failed turn could not be escalated', { reference, err: second });
    return withFrames(say(scene, apology(turn.locale, reference)), []);
  }
}
