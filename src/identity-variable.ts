import { z } from 'zod';
import type { UserDirectoryVariables } from './backends/user-directory/configured.ts';
import type { IdentityPolicy } from './features/needs.ts';

const ways = ['sign-in', 'code', 'sign-in+code', 'off'] as const;
const PathPolicy = z.union([
  z.object({ path: z.enum(['teams', 'page']), way: z.enum(ways) }),
  z.object({ path: z.literal('anonymous'), way: z.enum(['code', 'off']) }),
]);

/** `teams:sign-in,anonymous:off`: what is said of each path; the others keep their default. */
export const IdentityVariable = z
  .string()
  .default('')
  .transform((text, context): Partial<IdentityPolicy> => {
    const parts = text.split(',').filter((part) => part.trim() !== '');
    const read = parts.map((part) => {
      const [path, way] = part.split(':').map((word) => word.trim());
      return PathPolicy.safeParse({ path, way }).data;
    });
    if (read.some((part) => part === undefined)) {
      context.addIssue({
        code: 'custom',
        message: `is not like teams:sign-in,page:sign-in+code,anonymous:off (${ways.join(', ')}; for anonymous code or off)`,
      });
    }
    return Object.fromEntries(read.flatMap((part) => (part ? [[part.path, part.way]] : [])));
  });

/** Nobody signs in before anything is set up, so that people of the embedded directory, who are samples, may try the codes. */
export const identityDefaults = (directory: UserDirectoryVariables): IdentityPolicy => ({
  teams: 'sign-in',
  page: 'sign-in',
  anonymous: directory.USER_DIRECTORY === 'embedded' ? 'code' : 'off',
});
