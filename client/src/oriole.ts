import type { OrioleClient } from "./api/client";
import type { OrioleOptions } from "./api/options";
import type { RestArguments, RestData, RestMethod, RestOutput, RestPath, RestRequest } from "./api/rest";
import { ClientError } from "./client-error";
import { complete } from "./complete";
import { CoreClient } from "./core-client";
import { fetchPort } from "./ports/host-ports";
import { Rest, type RestCall } from "./rest/rest";

/** One user on one device: the whole SDK behind one object. */
export class Oriole extends CoreClient implements OrioleClient {
  readonly #rest: Rest;

  constructor(options: OrioleOptions) {
    super({ ...options, features: [complete, ...(options.features ?? [])] });
    this.#rest = new Rest({ ...this.settings, http: options.ports?.http ?? fetchPort() });
  }

  login({ username, password }: { readonly username: string; readonly password: string }): Promise<void> {
    return this.begin(() => this.#rest.login("/token/user", { name: username, password }));
  }

  loginWithId({ userId, password }: { readonly userId: number; readonly password: string }): Promise<void> {
    return this.begin(() => this.#rest.login("/token/id", { user_id: userId, password }));
  }

  request<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    request: RestRequest<Method, Path> & { readonly whole: true },
  ): Promise<RestOutput<Method, Path>>;
  request<Method extends RestMethod, Path extends RestPath<Method>>(
    method: Method,
    path: Path,
    ...request: RestArguments<RestRequest<Method, Path>>
  ): Promise<RestData<Method, Path>>;
  async request(method: RestMethod, path: string, request: RestCall = {}): Promise<unknown> {
    const { session } = this;
    const call = async () => this.#rest.call(method, path, request, request.anonymous ? "" : await session.token());
    try {
      return await call();
    } catch (cause) {
      if (!(cause instanceof ClientError) || cause.error !== "InvalidToken") throw cause;
      session.renew();
      return call();
    }
  }
}

/** A client; the same as `new Oriole(options)`. */
export function createClient(options: OrioleOptions): OrioleClient {
  return new Oriole(options);
}
