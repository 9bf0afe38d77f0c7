/**
 * Files on S3, or on storage that speaks as it does: MinIO, Cloudflare R2, Ceph and others, by `@aws-sdk/client-s3`.
 *
 * Credentials, region and endpoint are the SDK's own settings: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
 * AWS_ENDPOINT_URL_S3, a profile or the machine's role.
 */
import { FilesUnavailableError } from '../errors.ts';
import { load } from '../optional.ts';
import type { Files } from './storage.ts';

const MISSING = new Set(['NoSuchKey', 'NotFound']);
const DELETED_AT_ONCE = 1000;

interface Listed {
  readonly Key?: string;
  readonly LastModified?: Date;
}

/** What answers to the commands hold that is used here. */
interface Output {
  readonly Body?: { transformToByteArray(): Promise<Uint8Array> };
  readonly Contents?: readonly Listed[];
  readonly NextContinuationToken?: string;
  readonly Errors?: readonly unknown[];
}

type CommandName = 'PutObjectCommand' | 'GetObjectCommand' | 'DeleteObjectsCommand' | 'ListObjectsV2Command';

type Package = Record<CommandName, new (input: object) => object> & {
  S3Client: new (options: object) => { send(command: object): Promise<Output> };
};

/** Objects of one bucket below a prefix. */
export class S3Files implements Files {
  readonly #sdk: Package;
  readonly #client: { send(command: object): Promise<Output> };
  readonly #bucket: string;
  readonly #prefix: string;

  private constructor(sdk: Package, url: string) {
    const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/+(.*?)\/*$/.exec(url) ?? [];
    this.#sdk = sdk;
    this.#bucket = bucket;
    this.#prefix = `${prefix}/`;
    this.#client = new sdk.S3Client({
      region: process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1',
      // Other storages know no addresses of buckets, and refuse checksums that newer SDKs add by themselves.
      forcePathStyle: process.env['AWS_ENDPOINT_URL_S3'] !== undefined,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 5000, requestTimeout: 30_000 },
    });
  }

  /** Throws `SettingsError` where the SDK is not installed. */
  static async open(url: string): Promise<S3Files> {
    return new S3Files(await load<Package>('@aws-sdk/client-s3', 'CHATKIT_FILES'), url);
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    const stored = { ContentType: 'application/octet-stream', ContentDisposition: 'attachment' };
    await this.#do('PutObjectCommand', { Key: this.#prefix + name, Body: content, ...stored });
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const found = await this.#do('GetObjectCommand', { Key: this.#prefix + name });
    return found?.Body?.transformToByteArray();
  }

  async delete(names: readonly string[]): Promise<void> {
    for (let start = 0; start < names.length; start += DELETED_AT_ONCE) {
      const objects = names.slice(start, start + DELETED_AT_ONCE).map((name) => ({ Key: this.#prefix + name }));
      const told = await this.#do('DeleteObjectsCommand', { Delete: { Objects: objects, Quiet: true } });
      const kept = told?.Errors?.length ?? 0;
      if (kept > 0) {
        throw new FilesUnavailableError(`The storage of files kept ${String(kept)} that were to be deleted.`);
      }
    }
  }

  async older(seconds: number): Promise<string[]> {
    const before = Date.now() - seconds * 1000;
    const found: string[] = [];
    let next: string | undefined;
    do {
      const page = await this.#do('ListObjectsV2Command', { Prefix: this.#prefix, ContinuationToken: next });
      for (const { Key = '', LastModified } of page?.Contents ?? []) {
        if (LastModified && LastModified.getTime() < before) found.push(Key.slice(this.#prefix.length));
      }
      next = page?.NextContinuationToken;
    } while (next !== undefined);
    return found;
  }

  /** What the storage answers; nothing where there is no such object. */
  async #do(command: CommandName, input: object): Promise<Output | undefined> {
    try {
      return await this.#client.send(new this.#sdk[command]({ Bucket: this.#bucket, ...input }));
    } catch (error) {
      if (error instanceof Error && MISSING.has(error.name)) return undefined;
      throw new FilesUnavailableError('The storage of files cannot be used.', { cause: error });
    }
  }
}
