import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const port = z.coerce.number().int().min(0).max(65_535);
const originUrl = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
/** Where a mail server is, and how to sign in there; nothing behind it that would go unheeded. */
const smtpUrl = z
  .string()
  .refine(
    isSmtpAddress,
    'must be smtp:// or smtps:// with [user:password@]host[:port], special characters as %XX',
  );
/** Where Redis is; the number behind it is a database there. */
const redisUrl = z
  .string()
  .refine(
    isRedisAddress,
    'must be redis:// or rediss:// with [[user]:password@]host[:port][/number], special characters as %XX',
  );

const environment = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DATA_DIR: z.string().min(1).default('./.data'),
  PUBLIC_URL: originUrl.optional(),
  MONGODB_URI: z
    .string()
    .regex(/^(embedded|mongodb(\+srv)?:\/\/.+)$/, 'must be "embedded" or a mongodb:// address')
    .optional(),
  EMBEDDED_PORT: port.default(0),
  REDIS_URL: redisUrl.optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must be "Name <address>" or an address',
    )
    .default('efOfX <no-reply@efofx.invalid>'),
  LLM: z.enum(['openai', 'scripted']).optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: originUrl.optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-4o-mini'),
  EFOFX_MASTER_KEYS: z
    .string()
    .regex(
      /^[\w-]+:[A-Za-z0-9+/]{43}=(,[\w-]+:[A-Za-z0-9+/]{43}=)*$/,
      'must be kid:base64 of 32 bytes, comma separated',
    )
    .refine(hasDistinctKeyIds, 'must not have two keys with the same id')
    .optional(),
  EFOFX_SIGNING_KEY: z.string().min(1).optional(),
  FUNCTIONS_URL: originUrl.optional(),
  FUNCTIONS_KEYS: z
    .string()
    .regex(
      /^[\w.-]+:[A-Za-z0-9+/]{22,}={0,2}(,[\w.-]+:[A-Za-z0-9+/]{22,}={0,2})*$/,
      'must be keyId:base64 of 16 bytes or more, comma separated',
    )
    .refine(hasDistinctKeyIds, 'must not have two keys with the same id')
    .optional(),
  SELF_SERVICE_TIERS: z
    .string()
    .default('TRIAL,PRO')
    .transform((value) => value.split(',').map((tier) => tier.trim()))
    .pipe(z.array(z.enum(['TRIAL', 'PRO', 'ENTERPRISE']))),
  DEMO: flag.optional(),
  PLAYGROUND: flag.optional(),
  INTROSPECTION: flag.optional(),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(16).default(0),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

function hasDistinctKeyIds(keys: string): boolean {
  const ids = keys.split(',').map((key) => key.split(':')[0]);
  return new Set(ids).size === ids.length;
}

type Environment = z.infer<typeof environment>;

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly production: boolean;
  readonly dataDir: string;
  /** Base of links in mails and of the widget snippet; null: the address it listens on. */
  readonly publicUrl: string | null;
  readonly mongodbUri: string;
  readonly embeddedPort: number;
  /** null: limits, reply logs and bells are this process's own. */
  readonly redisUrl: string | null;
  /** null: mails are put into a folder. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly llm: 'openai' | 'scripted';
  readonly openai: {
    readonly apiKey: string | null;
    readonly baseUrl: string | null;
    readonly model: string;
  };
  readonly signingKey: string | null;
  /** `kid:base64 of 32 bytes`, comma separated, the one in use first; null: one is made and kept. */
  readonly masterKeys: string | null;
  /** Where functions are asked; null: in this process. */
  readonly functionsUrl: string | null;
  /** `keyId:base64 secret`, comma separated, the one to sign with first; null: functions are not offered. */
  readonly functionsKeys: string | null;
  readonly selfServiceTiers: readonly ('TRIAL' | 'PRO' | 'ENTERPRISE')[];
  readonly demo: boolean;
  readonly playground: boolean;
  readonly introspection: boolean;
  /** What scrapers from elsewhere show to read /metrics; null: only this machine may. */
  readonly metricsToken: string | null;
  readonly trustProxy: number;
  readonly logLevel: string;
}

/** Every fault of the environment at once, one per line. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment has ${faults.length === 1 ? 'a fault' : 'faults'}:\n  ${faults.join('\n  ')}`);
  }
}

/** Reads the environment once. Fails with a `ConfigError` that names every faulty variable; values are not repeated in it. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? faultsTogether(parsed.data) : parsed.error.issues.map(faultOf);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(configOf(parsed.data));
}

const faultOf = (issue: z.core.$ZodIssue): string => `${issue.path.join('.')}: ${issue.message}`;

function isSmtpAddress(text: string): boolean {
  try {
    const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
    const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
    const isWhole = /^smtps?:$/.test(protocol) && hostname !== '' && (user === '') === (pass === '');
    return isWhole && /^\/?$/.test(`${pathname}${search}${hash}`);
  } catch {
    return false;
  }
}

function isRedisAddress(text: string): boolean {
  try {
    const { protocol, hostname, username, password, pathname, search, hash } = new URL(text);
    const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
    const isWhole = /^rediss?:$/.test(protocol) && hostname !== '' && (user === '' || pass !== '');
    return isWhole && /^(\/\d{0,4})?$/.test(`${pathname}${search}${hash}`);
  } catch {
    return false;
  }
}

function faultsTogether(env: Environment): string[] {
  const unsigned = env.FUNCTIONS_URL && !env.FUNCTIONS_KEYS;
  return [
    ...(unsigned ? ['FUNCTIONS_KEYS: required with FUNCTIONS_URL; calls are signed'] : []),
    ...productionFaults(env),
  ];
}

function productionFaults(env: Environment): string[] {
  if (env.NODE_ENV !== 'production') return [];
  const faults: string[] = [];
  if (!env.MONGODB_URI)
    faults.push('MONGODB_URI: required in production (MONGODB_URI=embedded to insist on the embedded one)');
  if (!env.EFOFX_SIGNING_KEY)
    faults.push('EFOFX_SIGNING_KEY: required in production; generated keys are refused');
  if (!env.EFOFX_MASTER_KEYS)
    faults.push('EFOFX_MASTER_KEYS: required in production; generated keys are refused');
  return faults;
}

function configOf(env: Environment): Config {
  const production = env.NODE_ENV === 'production';
  return {
    port: env.PORT,
    host: env.HOST,
    production,
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL ?? null,
    mongodbUri: env.MONGODB_URI ?? 'embedded',
    embeddedPort: env.EMBEDDED_PORT,
    redisUrl: env.REDIS_URL ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM,
    llm: env.LLM ?? (env.OPENAI_API_KEY || env.OPENAI_BASE_URL ? 'openai' : 'scripted'),
    openai: {
      apiKey: env.OPENAI_API_KEY ?? null,
      baseUrl: env.OPENAI_BASE_URL ?? null,
      model: env.OPENAI_MODEL,
    },
    signingKey: env.EFOFX_SIGNING_KEY ?? null,
    masterKeys: env.EFOFX_MASTER_KEYS ?? null,
    functionsUrl: env.FUNCTIONS_URL ?? null,
    functionsKeys: env.FUNCTIONS_KEYS ?? null,
    selfServiceTiers: env.SELF_SERVICE_TIERS,
    demo: env.DEMO ?? !production,
    playground: env.PLAYGROUND ?? !production,
    introspection: env.INTROSPECTION ?? !production,
    metricsToken: env.METRICS_TOKEN ?? null,
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
  };
}
