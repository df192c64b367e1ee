import type { Confirmation, StepTurn } from '../../conversation/flow.ts';

export type ResetTurn = StepTurn<object>;

export function confirmationOf({ confirmation }: ResetTurn): Confirmation {
  if (!confirmation) throw new Error('a reset without a confirmed person');
  return confirmation;
}

export const confirmedId = (turn: ResetTurn): string => confirmationOf(turn).person;
