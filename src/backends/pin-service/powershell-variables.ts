import { posix, win32 } from 'node:path';
import { z } from 'zod';

/** Not found by a search path, in which somebody may have put another one. */
const windowsPowershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/** Of every variant that is reached through PowerShell. */
const PowershellVariables = z.object({
  POWERSHELL_PATH: z
    .string()
    .trim()
    .max(1_024)
    .refine((path) => posix.isAbsolute(path) || win32.isAbsolute(path), 'is not an absolute path')
    .default(windowsPowershell),
  POWERSHELL_WORKERS: z.coerce.number().int().min(1).max(8).default(2),
});

export const isOn = (usual: boolean) =>
  z
    .enum(['on', 'off'], 'is on or off')
    .default(usual ? 'on' : 'off')
    .transform((word) => word === 'on');

/** Skype for Business Server. */
export const SkypeVariables = z.object({
  PIN_SERVICE: z.literal('skype-for-business'),
  ...PowershellVariables.shape,
  /** A remote session to that pool; without it the modules of this machine are used. */
  SKYPE_POWERSHELL_URL: z
    .url({ protocol: /^https$/, error: 'is not an https address' })
    .refine(
      (text) => /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?\/OcsPowershell$/i.test(text),
      'is not like https://pool.example.com/OcsPowershell',
    )
    .optional(),
  UNLOCK_BEFORE_RESET: isOn(false),
  REFUSE_DATES: isOn(true),
  ACCEPT_PIN_IN_EVENT_LOG: z
    .enum(['yes', 'no'], 'is yes or no')
    .default('no')
    .transform((word) => word === 'yes'),
});
export type SkypeVariables = z.infer<typeof SkypeVariables>;

/** Microsoft Teams, signed in to as an application by a certificate of this machine's store. */
export const TeamsVariables = z.object({
  PIN_SERVICE: z.literal('teams'),
  ...PowershellVariables.shape,
  TEAMS_TENANT_ID: z.guid('is not a tenant id'),
  TEAMS_APPLICATION_ID: z.guid('is not an application id'),
  TEAMS_CERTIFICATE_THUMBPRINT: z
    .string()
    .trim()
    .regex(/^[0-9A-Fa-f]{40}$/, 'is not 40 hexadecimal digits'),
});
export type TeamsVariables = z.infer<typeof TeamsVariables>;

/** Both, by person. */
export const MixedVariables = z.object({
  ...SkypeVariables.shape,
  ...TeamsVariables.shape,
  PIN_SERVICE: z.literal('skype-for-business+teams'),
});
