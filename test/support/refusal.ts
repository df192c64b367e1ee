import assert from 'node:assert/strict';
import { readConfig } from '../../src/config.ts';
import { StartError } from '../../src/kernel/errors.ts';

/** What a start with this environment is refused with; empty where it is not. */
export function refusal(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof StartError);
    return error.message;
  }
  return '';
}
