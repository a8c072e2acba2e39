// The JSON API: commands by name, queries by path, and the OpenAPI description of both, made from
// the same schemas that check the input.
import { Hono } from 'hono';
import { z } from 'zod';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import type { AnyCommand } from '../run-command/command.ts';
import type { CommandRunner } from '../run-command/runner.ts';
import { strictJson } from './headers.ts';
import { readJson } from './json-depth.ts';
import { problemJson } from './problem-json.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import { asActor } from '../session/enter.ts';
import type { Actor } from '../session/actor.ts';
import type { Problem } from '#base/problem.ts';

/** A question that the API answers: `GET /api/v1/<path>` with its parameters in the address. */
export interface ApiQuery<Input = unknown> {
  /** Path below /api/v1, such as `/visits/{visitId}`; names in braces are parts of the input. */
  readonly path: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType;
  answer(
    tx: Transaction,
    input: Input,
    actor: Actor,
    now: Temporal.Instant,
  ): Promise<Problem | object>;
}

/** Helps inference: the object is returned as it is. */
export function apiQuery<Input>(spec: ApiQuery<Input>): ApiQuery<Input> {
  return spec;
}

export interface ApiParts {
  readonly database: Database;
  readonly runner: CommandRunner;
  readonly cookie: SessionCookie;
  readonly commands: readonly AnyCommand[];
  readonly queries: readonly ApiQuery<unknown>[];
  readonly now: () => Temporal.Instant;
  /** People reach us over TLS. */
  readonly secure: boolean;
}

const UNAUTHENTICATED = { 'WWW-Authenticate': 'Bearer' };
const envelope = z.strictObject({
  id: z.string(),
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  input: z.unknown(),
});

/** The routes below `/api`. */
export function api(parts: ApiParts): Hono {
  const app = new Hono();
  const commands = new Map(parts.commands.map((command) => [command.name, command]));
  const done = strictJson(parts.secure);

  app.post('/v1/commands/:name', async (c) => {
    const token = parts.cookie.tokenOf(c);
    if (!token) return problemJson(problem('not-allowed', 'signed-out'), 401, UNAUTHENTICATED);
    const command = commands.get(c.req.param('name'));
    if (!command) return problemJson(problem('not-found', 'unknown-command'));
    const body = envelope.safeParse(readJson(await c.req.text().catch(() => '')));
    if (!body.success || !isId(body.data.id)) {
      return problemJson(problem('invalid', 'invalid', { fields: { id: 'invalid' } }), 400);
    }
    const { id, occurredAt, input } = body.data;
    const happened = occurredAt === undefined ? parts.now() : instantOf(occurredAt);
    if (!happened || (occurredAt !== undefined && !isPlausible(happened, parts.now()))) {
      return problemJson(problem('invalid', 'invalid', { fields: { occurredAt: 'invalid' } }), 400);
    }
    const answer = await parts.runner.run(command, {
      token,
      commandId: id,
      input,
      ...(occurredAt !== undefined && { occurredAt: happened }),
    });
    if (answer === 'unauthenticated')
      return problemJson(problem('not-allowed', 'signed-out'), 401, UNAUTHENTICATED);
    return answer.ok ? done(answer.result) : problemJson(answer.problem);
  });

  for (const query of parts.queries) {
    app.get(`/v1${query.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, async (c) => {
      const parsed = query.input.safeParse({ ...c.req.query(), ...c.req.param() });
      if (!parsed.success) return problemJson(problem('not-found'));
      const answer = await asActor(parts.database, parts.cookie.tokenOf(c), (tx, actor) =>
        query.answer(tx, parsed.data, actor, parts.now()),
      );
      if (answer === 'unauthenticated')
        return problemJson(problem('not-allowed', 'signed-out'), 401, UNAUTHENTICATED);
      return 'problem' in answer ? problemJson(answer as Problem) : c.json(answer);
    });
  }

  let description: string | undefined;
  app.get('/openapi.json', (c) => {
    description ??= JSON.stringify(describe(parts));
    return c.body(description, 200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache',
    });
  });
  return app;
}

/** A device may have been offline for a month; its clock may go five minutes fast. */
function isPlausible(happened: Temporal.Instant, now: Temporal.Instant): boolean {
  const hours = happened.since(now).total('hours');
  return hours <= 5 / 60 && hours >= -31 * 24;
}

function instantOf(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

function describe({ commands, queries }: ApiParts): object {
  const json = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    return rest;
  };
  const problems = {
    default: {
      description: 'Refused (RFC 9457)',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
  const paths: Record<string, object> = {};
  for (const command of commands) {
    paths[`/api/v1/commands/${command.name}`] = {
      post: {
        operationId: command.name,
        summary: command.summary,
        tags: ['commands'],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['id', 'input'],
                additionalProperties: false,
                properties: {
                  id: {
                    type: 'string',
                    format: 'uuid',
                    description: 'Made by the client; the same id is the same act.',
                  },
                  occurredAt: { type: 'string', format: 'date-time' },
                  input: json(command.input, 'input'),
                },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'Done: ids and codes',
            content: { 'application/json': { schema: { type: 'object' } } },
          },
          ...problems,
        },
      },
    };
  }
  for (const query of queries) {
    const input = json(query.input, 'input') as {
      properties?: Record<string, object>;
      required?: string[];
    };
    paths[`/api/v1${query.path}`] = {
      get: {
        operationId: query.path,
        summary: query.summary,
        tags: ['queries'],
        parameters: Object.entries(input.properties ?? {}).map(([name, schema]) => {
          const inPath = query.path.includes(`{${name}}`);
          return {
            name,
            in: inPath ? 'path' : 'query',
            required: inPath || (input.required ?? []).includes(name),
            schema,
          };
        }),
        responses: {
          200: {
            description: 'The answer',
            content: { 'application/json': { schema: json(query.output, 'output') } },
          },
          ...problems,
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Oneroof',
      version: '1',
      description: 'Commands change, queries tell. Every refusal is an RFC 9457 problem.',
    },
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { enum: ['not-found', 'not-allowed', 'conflict', 'invalid', 'too-late'] },
            status: { type: 'integer' },
            code: { type: 'string' },
            fields: { type: 'object', additionalProperties: { type: 'string' } },
            params: { type: 'object' },
          },
        },
      },
    },
    paths,
  };
}
