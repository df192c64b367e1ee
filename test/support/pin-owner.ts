import type { Person } from '../../src/backends/user-directory/user-directory.ts';

/** Somebody who may have a PIN at every service. */
export const pinOwner: Person = {
  id: 'ada',
  displayName: 'Ada Archer',
  userPrincipalName: 'ada@contoso.com',
  addresses: [],
  noticeAddresses: [],
  accountEnabled: true,
  userType: 'member',
  isProtected: false,
  businessPhones: ['+1 206 555 0114;ext=74182'],
  mobilePhone: '+44 7700 900516',
  extension: '74182',
  sipAddress: 'sip:ada@contoso.com',
  hasDeskPhone: false,
};
