import { z } from 'zod';
import { GraphAccessVariables, refuseWithoutCredential } from '../graph/graph-variables.ts';

/** What `checkMemberGroups` takes in one question. */
const mostGroups = 20;

const groups = z
  .string()
  .default('')
  .transform((text) => text.split(',').map((id) => id.trim().toLowerCase()))
  .transform((ids) => [...new Set(ids.filter(Boolean))])
  .refine((ids) => ids.every((id) => z.guid().safeParse(id).success), 'is not a list of group object ids')
  .refine((ids) => ids.length <= mostGroups, `names more than ${mostGroups} groups`);

/** May codes go to the addresses that people have elsewhere? Whoever writes those into the directory decides who gets in. */
export const CodeToOtherMails = z.enum(['on', 'off'], 'is on or off').optional();

/** The environment of the directory in Microsoft Graph. */
export const GraphVariables = z
  .object({
    USER_DIRECTORY: z.literal('graph'),
    ...GraphAccessVariables.shape,
    PROTECTED_GROUPS: groups,
    CODE_TO_OTHER_MAILS: CodeToOtherMails,
  })
  .superRefine(refuseWithoutCredential('USER_DIRECTORY=graph'));
export type GraphVariables = z.infer<typeof GraphVariables>;
