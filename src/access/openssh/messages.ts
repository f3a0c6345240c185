/** Message numbers of the SSH connection protocol (RFC 4254, 9). */
export const Message = {
  channelOpen: 90,
  openConfirmation: 91,
  openFailure: 92,
  windowAdjust: 93,
  data: 94,
  extendedData: 95,
  eof: 96,
  close: 97,
  request: 98,
  success: 99,
  failure: 100,
} as const;
