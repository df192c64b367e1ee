import { type Expression, isExpression, readExpression } from './arm-expression.ts';

/** What a template's expressions are about. */
export interface Given {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What Azure would say of itself. */
const azure: Readonly<Record<string, unknown>> = {
  environment: {
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
    suffixes: { keyvaultDns: '.vault.azure.net' },
  },
  subscription: {
    tenantId: '44444444-4444-4444-8444-444444444444',
    subscriptionId: '55555555-5555-4555-8555-555555555555',
  },
  resourceGroup: { id: '/subscriptions/5/resourceGroups/pin-desk', location: 'westeurope' },
  reference: { clientId: '66666666-6666-4666-8666-666666666666' },
};

/** A value with every expression in it carried out, as far as the settings of the program need it. */
export function evaluated(value: unknown, given: Given): unknown {
  if (typeof value === 'string') return isExpression(value) ? answer(readExpression(value), given) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, evaluated(inner, given)]));
}

function answer(expression: Expression, given: Given): unknown {
  if (expression.kind === 'part') return partOf(answer(expression.of, given), expression.name);
  if (expression.kind !== 'call') return expression.value;
  const { name } = expression;
  if (name in azure) return azure[name];
  const args = expression.args.map((arg) => () => answer(arg, given));
  const [first, second, third] = args;
  switch (name) {
    case 'parameters':
    case 'variables':
      return evaluated(given[name][String(first?.())], given);
    case 'if':
      return first?.() ? second?.() : third?.();
    case 'equals':
      return first?.() === second?.();
    case 'empty':
      return first?.() === '';
    case 'concat':
      return args.map((arg) => String(arg())).join('');
    case 'string':
      return String(first?.());
    case 'take':
      return String(first?.()).slice(0, Number(second?.()));
    case 'uniqueString':
      return 'abcdefghijklm';
    case 'resourceId':
      return args.map((arg) => String(arg())).join('/');
    case 'createObject':
      return Object.fromEntries(args.flatMap((arg, at) => (at % 2 === 0 ? [[String(arg()), args[at + 1]?.()]] : [])));
    case 'union':
      return Object.assign({}, ...args.map((arg) => arg()));
    default:
      throw new Error(`${name} is not carried out here`);
  }
}

function partOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error(`nothing has ${name}`);
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
