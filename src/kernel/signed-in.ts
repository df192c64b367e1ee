import type { HttpRequest } from './http.ts';

/** Somebody whom their identity provider vouches for. */
export interface SignedInPerson {
  readonly directoryId: string;
  readonly tenantId: string;
  /** As the provider calls them; may be empty. Shown to themself only. */
  readonly name: string;
  /** When they last proved who they are; missing where the provider does not say. */
  readonly signedInAt?: Date;
}

type Cookies = Pick<HttpRequest, 'cookies'>;

/** The chat page's sessions, for whoever signs people in and out. */
export interface SignedInSessions {
  /** Whoever is signed in by this request's cookie; undefined where nobody is, or no longer. */
  whoIs(request: Cookies): Promise<{ readonly name: string } | undefined>;
  /** Ends the session that the request came with and begins a new one, with a conversation of its own. Returns the `set-cookie` header. */
  begin(request: Cookies, person: SignedInPerson): Promise<string>;
  /** Ends the request's session: its tokens and streams are dead from now on, in every instance. Returns the `set-cookie` header. */
  end(request: Cookies): Promise<string>;
}
