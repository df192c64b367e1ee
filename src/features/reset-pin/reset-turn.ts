import type { StepTurn } from '../../conversation/flow.ts';

export type ResetTurn = StepTurn<object>;

export function confirmedId({ confirmation }: ResetTurn): string {
  if (!confirmation) throw new Error('a reset without a confirmed person');
  return confirmation.person;
}
