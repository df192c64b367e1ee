/** `agent` works on tickets; `lead` also approves and reads the audit; `auditor` reads everything and changes nothing. */
export const deskRoles = ['agent', 'lead', 'auditor'] as const;
export type DeskRole = (typeof deskRoles)[number];

/** What the identity provider calls the roles: values of one claim, a list or a single text. */
export interface RoleClaim {
  readonly claim: string;
  readonly values: Readonly<Record<DeskRole, readonly string[]>>;
}

/** Of several roles the one that may do most. Undefined: they do not work here. */
export function roleIn(claims: Readonly<Record<string, unknown>>, { claim, values }: RoleClaim): DeskRole | undefined {
  const given: unknown = Object.getOwnPropertyDescriptor(claims, claim)?.value;
  const named = Array.isArray(given) ? given : [given];
  const has = (role: DeskRole): boolean => values[role].some((value) => named.includes(value));
  return (['lead', 'agent', 'auditor'] as const).find(has);
}

export const mayAct = (role: DeskRole): boolean => role !== 'auditor';
export const mayAudit = (role: DeskRole): boolean => role !== 'agent';
