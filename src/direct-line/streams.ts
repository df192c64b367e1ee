import type { WebSocket } from 'ws';
import { newId } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { activitySet, type Conversations, type Standing } from './conversations.ts';
import type { DirectLineLimits } from './limits.ts';
import { bot } from './people.ts';
import { noteRead, type Visits } from './visits.ts';

interface Stream {
  readonly conversation: string;
  readonly requester: string;
  readonly socket: WebSocket;
  /** Everything up to here was sent. */
  position: number;
  reading: boolean;
  /** Something came while a page was being read. */
  again: boolean;
  /** Keep-alives since the client was last heard. */
  unheard: number;
  /** Frames of all kinds since the last keep-alive. */
  heard: number;
}

export interface Opened {
  readonly conversation: string;
  /** See `requester` in the kernel. */
  readonly requester: string;
  readonly position: number;
}

export interface Streams {
  /** From `close` on no stream may be opened: the server would wait for it. */
  isClosing(): boolean;
  /** Whether this requester may open one more at all. */
  hasRoomFor(requester: string): boolean;
  /** Whether this conversation may have one more. */
  hasRoomIn(conversation: string): boolean;
  /** Takes a socket over: sends what came after `position`, then everything that comes. */
  open(opened: Opened, socket: WebSocket): void;
  /** There are new rows; for a conversation that nobody here shows, nothing. */
  wake(conversation: string): void;
  typing(conversation: string, now: Date): void;
  /** Its session is over: nobody may read it any more. */
  end(conversation: string): void;
  /** Ends the streams without a good token, and catches up on missed notifications. */
  lookAgain(now: Date): Promise<void>;
  /** Asks each client for a sign of life, ends the dead, and looks again. For the timer alone: a client has from one to the next to answer. */
  keepAlive(now: Date): Promise<void>;
  /** Ends all with 1001 (going away): clients come back by themselves, to another instance. */
  close(): Promise<void>;
}

interface StreamNeeds {
  readonly conversations: Conversations;
  readonly limits: DirectLineLimits;
  readonly log: Log;
  readonly visits: Visits | undefined;
}

const closingMs = 1_000;

/** The live sockets of this instance. Each has its own position, so that a lost or doubled wake-up does no harm. */
export function streams(needs: StreamNeeds): Streams {
  const { conversations, limits } = needs;
  const open = rooms();
  let closing = false;
  const sendNew = (stream: Stream) => catchUp(stream, needs);
  const check = (checked: readonly Stream[], standing: Standing | undefined) => {
    for (const stream of checked) {
      if (!standing?.open) stream.socket.close(1008, 'token expired');
      else if (standing.position > stream.position) void sendNew(stream);
    }
  };

  async function lookAgain(now: Date): Promise<void> {
    const asked = open.conversations();
    const standings = asked.length > 0 ? await conversations.standings(asked, now) : [];
    const known = new Map(standings.map((standing) => [standing.conversation, standing]));
    // Only those that were asked about: another may have been opened meanwhile.
    for (const conversation of asked) check(open.of(conversation), known.get(conversation));
  }

  return {
    isClosing: () => closing,
    hasRoomFor(requester) {
      const all = open.all();
      const own = all.filter((stream) => stream.requester === requester);
      return all.length < limits.sockets && own.length < limits.socketsPerRequester;
    },
    hasRoomIn: (conversation) => open.of(conversation).length < limits.socketsPerConversation,
    open(opened, socket) {
      const stream = { ...opened, socket, reading: false, again: false, unheard: 0, heard: 0 };
      open.add(stream);
      listen(stream, limits);
      socket.on('close', () => open.remove(stream));
      void sendNew(stream);
    },
    wake(conversation) {
      for (const stream of open.of(conversation)) void sendNew(stream);
    },
    typing(conversation, now) {
      for (const stream of open.of(conversation)) sendTyping(stream, limits, now);
    },
    end(conversation) {
      for (const stream of open.of(conversation)) stream.socket.close(1008, 'session over');
    },
    lookAgain,
    keepAlive(now) {
      for (const stream of open.all()) keepStreamAlive(stream, limits);
      return lookAgain(now);
    },
    async close() {
      closing = true;
      await Promise.all(open.all().map(({ socket }) => goAway(socket)));
    },
  };
}

function rooms() {
  const streams = new Map<string, Set<Stream>>();
  return {
    conversations: (): readonly string[] => [...streams.keys()],
    of: (conversation: string): readonly Stream[] => [...(streams.get(conversation) ?? [])],
    all: (): readonly Stream[] => [...streams.values()].flatMap((room) => [...room]),
    add(stream: Stream) {
      streams.set(stream.conversation, (streams.get(stream.conversation) ?? new Set()).add(stream));
    },
    remove(stream: Stream) {
      const room = streams.get(stream.conversation);
      room?.delete(stream);
      if (room?.size === 0) streams.delete(stream.conversation);
    },
  };
}

async function catchUp(stream: Stream, { conversations, limits, log, visits }: StreamNeeds): Promise<void> {
  stream.again = true;
  if (stream.reading) return;
  stream.reading = true;
  try {
    while (stream.again && stream.socket.readyState === stream.socket.OPEN) {
      stream.again = false;
      const rows = await conversations.after(stream.conversation, stream.position);
      if (rows.length === 0) continue;
      const frame = activitySet(rows, stream.position);
      stream.position = Number(frame.watermark);
      stream.again ||= rows.length === limits.pageOfActivities;
      // The next page waits until this one is taken: a slow client holds one page in memory, not its history.
      await sent(stream.socket, JSON.stringify(frame));
      noteRead(visits, { conversation: stream.conversation, rows }, log);
    }
  } catch (err) {
    log.warn('a chat stream could not be served', { err });
    stream.socket.close(1011);
  } finally {
    stream.reading = false;
  }
}

const sent = (socket: WebSocket, data: string): Promise<void> =>
  new Promise((resolve) => socket.send(data, () => resolve()));

function sendTyping(stream: Stream, limits: DirectLineLimits, now: Date): void {
  if (stream.socket.bufferedAmount > limits.bufferedBytes) return;
  const typing = {
    type: 'typing',
    id: `${stream.conversation}|${newId()}`,
    timestamp: now.toISOString(),
    channelId: 'directline',
    conversation: { id: stream.conversation },
    from: bot,
  };
  stream.socket.send(JSON.stringify({ activities: [typing], watermark: String(stream.position) }), () => undefined);
}

function keepStreamAlive(stream: Stream, limits: DirectLineLimits): void {
  stream.unheard += 1;
  stream.heard = 0;
  if (stream.unheard > limits.patience) {
    stream.socket.terminate();
    return;
  }
  stream.socket.ping();
  stream.socket.send('', () => undefined);
}

function listen(stream: Stream, limits: DirectLineLimits): void {
  const { socket } = stream;
  // Every frame costs time, a ping an answer too; `ws` itself ends a client that pings and does not read.
  const hear = () => {
    stream.heard += 1;
    if (stream.heard > limits.framesPerKeepAlive) socket.terminate();
  };
  socket.on('ping', hear);
  socket.on('pong', () => {
    stream.unheard = 0;
    hear();
  });
  socket.on('message', (data) => {
    stream.unheard = 0;
    const empty = !Array.isArray(data) && data.byteLength === 0;
    if (!empty) socket.close(1008, 'only empty frames');
    hear();
  });
  // Such as a frame that is too large; `ws` closes the socket itself (1009).
  socket.on('error', () => undefined);
}

function goAway(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), closingMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001);
  });
}
