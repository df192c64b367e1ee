import { addressKey } from '../kernel/address.ts';
import type { Queue, QueueOptions } from './jobs.ts';

const minute = 60;

/** About an hour of tries with growing pauses: mail and chat services that are away come back within that. */
const anHour = [10, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 25 * minute];

/** Every queue: when a failed job is tried again, and what makes two jobs the same one. */
export const queues: QueueOptions = {
  /** A code is of use for ten minutes to somebody who looks at the form: soon or never. */
  'send-code': { retryDelaysSeconds: [2, 5, 10], longestRunSeconds: 30, key: ({ challenge }) => challenge },
  /** A turn that changes a PIN has long ended after a minute. */
  'announce-reset': {
    delaySeconds: ({ done }) => (done ? 0 : minute),
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ person, at, done }) => JSON.stringify([person, at, done]),
  },
  'send-notice': {
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ person, notice, at, address }) =>
      JSON.stringify([person, notice, at, ...(address === undefined ? [] : [address])]),
  },
  // Not a kind of send-notice: a process of the version before would mail it.
  'tell-chat': {
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ person, notice, at, changedAt = at, madeIn = '' }) => JSON.stringify([person, notice, changedAt, madeIn]),
  },
  'send-alarm': { retryDelaysSeconds: anHour, longestRunSeconds: minute, key: ({ alarm, at }) => `${alarm} ${at}` },
  'mail-desk': {
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ ticket, about, at, to }) => JSON.stringify([ticket, about, at, to]),
  },
  'deliver-reply': {
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ ticket, event }) => `${ticket}/${event}`,
  },
  'mail-news': {
    delaySeconds: ({ later }) => (later ? 15 * minute : 0),
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ event }) => String(event),
  },
  'tell-missed': {
    retryDelaysSeconds: anHour,
    longestRunSeconds: minute,
    key: ({ address }) => addressKey(address),
  },
  'act-on-person': { retryDelaysSeconds: anHour, longestRunSeconds: minute, key: ({ action }) => String(action) },
  'tell-act': { retryDelaysSeconds: anHour, longestRunSeconds: minute, key: ({ action }) => String(action) },
  'act-on-report': { retryDelaysSeconds: anHour, longestRunSeconds: minute, key: ({ link }) => link },
};

export const queueNames: readonly Queue[] = [
  'send-code',
  'announce-reset',
  'send-notice',
  'tell-chat',
  'send-alarm',
  'mail-desk',
  'deliver-reply',
  'mail-news',
  'tell-missed',
  'act-on-person',
  'tell-act',
  'act-on-report',
];
