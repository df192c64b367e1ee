import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import { z } from 'zod';
import type { Resource } from './arm-template.ts';

const Schema = z.looseObject({
  id: z.string(),
  resourceDefinitions: z.record(z.string(), z.unknown()).default({}),
});

interface ArmSchemas {
  /** Is there one for its type and version? */
  has(resource: Resource): boolean;
  /** What it says against the resource. */
  findings(resource: Resource): readonly string[];
  /** What the schema of such files says against one; of a template without its resources, which have schemas of their own. */
  fileFindings(schema: 'deploymentTemplate' | 'deploymentParameters', content: object): readonly string[];
}

/** Azure's published schemas in a folder. */
export function armSchemas(folder: string): ArmSchemas {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true, validateFormats: false, validateSchema: false });
  const known = new Map<string, string>();
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  const ids = texts.map(({ text }) => Schema.parse(JSON.parse(text)).id);
  for (const { name, text } of texts) {
    const { id, resourceDefinitions } = Schema.parse(JSON.parse(text));
    // A word that the schema does not have is a mistake of ours, though Azure's schemas take any.
    ajv.addSchema(z.record(z.string(), z.unknown()).parse(closed(JSON.parse(withoutOthers(text, ids)))), id);
    const { 1: version = '' } = /^(\d{4}-\d\d-\d\d(?:-preview)?)__/u.exec(name) ?? [];
    for (const key of Object.keys(resourceDefinitions))
      known.set(`${key.toLowerCase()} ${version}`, `${id.replace(/#$/u, '')}#/resourceDefinitions/${key}`);
  }
  const referenceTo = ({ type, apiVersion }: Resource) =>
    known.get(`${type.split('/').slice(1).join('_').toLowerCase()} ${apiVersion}`);

  function findings(resource: Resource): readonly string[] {
    const validate = ajv.compile({ $ref: referenceTo(resource) });
    const tries = namesOf(resource.name).map((name) => {
      validate({ ...ofItsOwn(resource), name });
      return told(validate.errors ?? []);
    });
    return tries.find((errors) => errors.length === 0) ?? tries[0] ?? [];
  }
  function fileFindings(schema: string, content: object): readonly string[] {
    const validate = ajv.compile({ $ref: `${schemas}/2019-04-01/${schema}.json#` });
    validate(content);
    return told(validate.errors ?? []);
  }
  return { has: (resource) => referenceTo(resource) !== undefined, findings, fileFindings };
}

const schemas = 'https://schema.management.azure.com/schemas';

const told = (errors: readonly ErrorObject[]): readonly string[] =>
  errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);

/** The template's schema names those of every provider, of which the folder has a few. */
const withoutOthers = (text: string, ids: readonly string[]): string =>
  text.replace(/"\$ref":\s*"(https:[^"#]+)(?:#[^"]*)?"/gu, (reference, id: string) =>
    ids.includes(`${id}#`) ? reference : '"description": "elsewhere"',
  );

/** Without what every resource may have. */
const ofItsOwn = ({ dependsOn, condition, scope, ...own }: Resource): object => own;

/** Some schemas know a resource by the end of its name, which `concat` hides from them; some want that part alone. */
function namesOf(name: string): readonly string[] {
  const ending = /'\/(\w+)'\)\]$/u.exec(name)?.[1];
  return ending ? [`x/${ending}`, ending, name] : [name];
}

/** Objects with a list of properties take no other; those of several kinds have the rest of their list there. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      /^(oneOf|allOf)$/u.test(key) && Array.isArray(value) ? value.map(partOfList) : closed(value),
    ]),
  );
  const isList =
    'properties' in schema && !('additionalProperties' in schema || 'oneOf' in schema || 'allOf' in schema);
  return isList && 'type' in schema && schema.type === 'object' ? { ...inner, additionalProperties: false } : inner;
}

/** Azure closes the first part of a channel, which then may have no properties at all. */
function partOfList(schema: unknown): unknown {
  const { success, data } = z.looseObject({ properties: z.record(z.string(), z.unknown()) }).safeParse(schema);
  if (!success) return closed(schema);
  const { properties, additionalProperties, ...rest } = data;
  return {
    ...rest,
    properties: closed(properties),
    ...(additionalProperties === false ? {} : { additionalProperties }),
  };
}
