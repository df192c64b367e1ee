/** The part of Web Chat's global that this page uses; `webchat.js` of botframework-webchat 4.18 makes it. */
export interface WebChat {
  createDirectLine(options: {
    readonly token: string;
    readonly domain: string;
    readonly webSocket: boolean;
    readonly conversationStartProperties: { readonly locale: string };
  }): unknown;
  createStore(state: object, middleware: Middleware): unknown;
  renderWebChat(properties: Readonly<Record<string, unknown>>, element: HTMLElement): void;
}

export interface Action {
  readonly type: string;
  readonly payload?: {
    readonly name?: string;
    readonly value?: unknown;
    readonly method?: 'keyboard';
    readonly connectionStatus?: number;
    readonly activity?: {
      readonly type?: string;
      readonly name?: string;
      readonly value?: unknown;
      readonly from?: { readonly role?: string };
    };
  };
}

type Dispatch = (action: Action) => unknown;
export type Middleware = (store: { readonly dispatch: Dispatch }) => (next: Dispatch) => Dispatch;

declare global {
  interface Window {
    readonly WebChat?: WebChat;
  }
}
