/** An object from outside whose `null` and `undefined` properties are left out, so that a schema's `exactOptional` fits; anything else unchanged. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter(([, property]) => property !== null && property !== undefined),
  );
}
