/** Where one of Microsoft's clouds keeps Graph and gives tokens for it. */
export interface GraphCloud {
  readonly graphUrl: string;
  /** Tokens are asked for at this origin and no other. */
  readonly authorityHost: string;
}

export const graphCloudNames = ['public', 'us-gov', 'us-dod', 'china'] as const;
export type GraphCloudName = (typeof graphCloudNames)[number];

/** Of Microsoft's "National cloud deployments"; whoever could name other addresses could be anybody, so there is no variable for them. */
export const graphClouds: Readonly<Record<GraphCloudName, GraphCloud>> = {
  public: { graphUrl: 'https://graph.microsoft.com', authorityHost: 'https://login.microsoftonline.com' },
  // GCC High; plain GCC is in the public cloud.
  'us-gov': { graphUrl: 'https://graph.microsoft.us', authorityHost: 'https://login.microsoftonline.us' },
  'us-dod': { graphUrl: 'https://dod-graph.microsoft.us', authorityHost: 'https://login.microsoftonline.us' },
  china: { graphUrl: 'https://microsoftgraph.chinacloudapi.cn', authorityHost: 'https://login.chinacloudapi.cn' },
};
