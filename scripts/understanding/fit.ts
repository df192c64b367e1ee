import { buckets } from '../../src/understanding/features.ts';
import type { Random } from './random.ts';
import { shuffled } from './random.ts';

export interface Example {
  readonly features: readonly number[];
  /** The place of its class, and of its language. */
  readonly label: number;
  readonly language: number;
}

interface Shape {
  readonly labels: number;
  readonly languages: number;
}

/** What is this nearly right teaches nothing, and most of a row is. */
const leastError = 5e-3;

/**
 * Multinomial logistic regression by stochastic gradient descent with AdaGrad's steps, two of them over the same features: which wish,
 * and which language. Row by row: a feature's weights lie together.
 */
export function fitter({ labels, languages }: Shape) {
  const width = labels + languages;
  const weights = new Float32Array(buckets * width);
  const squares = new Float32Array(buckets * width).fill(1e-2);
  const scores = new Float64Array(width);
  const moving = new Int32Array(width);

  const learn = ({ features, label, language }: Example, rate: number) => {
    const value = 1 / Math.sqrt(features.length);
    const rows = new Int32Array(features.length);
    for (let index = 0; index < rows.length; index++) rows[index] = (features[index] ?? 0) * width;
    addRows(weights, rows, value, scores);
    softmax(scores, 0, labels);
    softmax(scores, labels, width);
    scores[label] = (scores[label] ?? 0) - 1;
    scores[labels + language] = (scores[labels + language] ?? 0) - 1;
    let count = 0;
    for (let at = 0; at < width; at++) if (Math.abs(scores[at] ?? 0) > leastError) moving[count++] = at;
    for (const row of rows) {
      for (let next = 0; next < count; next++) {
        const at = moving[next] ?? 0;
        const slope = (scores[at] ?? 0) * value;
        const square = (squares[row + at] ?? 0) + slope * slope;
        squares[row + at] = square;
        weights[row + at] = (weights[row + at] ?? 0) - (rate * slope) / Math.sqrt(square);
      }
    }
  };

  return {
    weights,
    epoch: (examples: readonly Example[], rate: number, random: Random) => {
      for (const example of shuffled(examples, random)) learn(example, rate);
    },
  };
}

/** Sums of each column, four at a time, so that they stay in registers: the same numbers in the same order. */
function addRows(weights: Float32Array, rows: Int32Array, value: number, sums: Float64Array): void {
  for (let at = 0; at < sums.length; at += 4) {
    let [one, two, three, four] = [0, 0, 0, 0];
    for (let index = 0; index < rows.length; index++) {
      const cell = (rows[index] ?? 0) + at;
      one += (weights[cell] ?? 0) * value;
      two += (weights[cell + 1] ?? 0) * value;
      three += (weights[cell + 2] ?? 0) * value;
      four += (weights[cell + 3] ?? 0) * value;
    }
    sums[at] = one;
    sums[at + 1] = two;
    sums[at + 2] = three;
    sums[at + 3] = four;
  }
}

function softmax(scores: Float64Array, from: number, to: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) most = Math.max(most, scores[at] ?? 0);
  let sum = 0;
  for (let at = from; at < to; at++) sum += scores[at] = Math.exp((scores[at] ?? 0) - most);
  for (let at = from; at < to; at++) scores[at] = (scores[at] ?? 0) / sum;
}
